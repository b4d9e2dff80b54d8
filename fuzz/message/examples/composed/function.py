from torchvision import transforms

transforms.Lambda(0.5)
