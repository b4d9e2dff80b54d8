from torchvision import transforms

transforms.ColorJitter(brightness=(0.8, 1.0, 1.2))
