from torchvision.transforms import v2

v2.RandAugment(num_ops=-1)
