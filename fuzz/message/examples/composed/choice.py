from torchvision import transforms

transforms.RandomChoice([transforms.Grayscale()], p=0.5)
