from torchvision import transforms

transforms.ColorJitter(hue=0.7)
