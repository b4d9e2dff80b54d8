from torchvision import transforms

transforms.RandomAffine(10, scale=(-0.1, 0.1))
