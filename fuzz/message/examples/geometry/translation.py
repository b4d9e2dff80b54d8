from torchvision import transforms

transforms.RandomAffine(10, translate=(4, 4))
