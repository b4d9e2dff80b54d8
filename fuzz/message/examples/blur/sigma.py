from torchvision import transforms

transforms.GaussianBlur(5, sigma=0)
