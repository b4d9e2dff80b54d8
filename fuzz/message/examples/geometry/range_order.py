from torchvision import transforms

transforms.RandomResizedCrop(32, scale=(1.0, 0.5))
