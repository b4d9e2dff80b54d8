from torchvision import transforms

transforms.GaussianBlur(4)
