from torchvision import transforms

transforms.Pad((1, 2, 3))
