from torchvision import transforms

transforms.RandomPerspective(distortion_scale=2)
