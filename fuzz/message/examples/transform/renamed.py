from torchvision import transforms

transforms.Scale(256)
