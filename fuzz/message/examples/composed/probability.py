from torchvision.transforms import v2

v2.RandomHorizontalFlip(p=50)
