from torchvision import transforms

transforms.RandomResizedCrop(32, scale=0.5)
