from torchvision import transforms

transforms.Pad(4, fill=None)
