from torchvision.transforms import v2

v2.RandomPerspective(distortion_scale=2)
