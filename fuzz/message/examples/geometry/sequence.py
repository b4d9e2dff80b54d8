from torchvision import transforms

transforms.RandomAffine(10, translate=(0.1, 0.1, 0.1))
