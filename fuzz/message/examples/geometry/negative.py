from torchvision import transforms

transforms.RandomRotation(-10)
