from torchvision.transforms import v2

v2.RandomChoice([v2.Identity(), v2.Identity()], p=[1.0])
