from torchvision import transforms

transforms.ColorJitter(brightness=-0.2)
