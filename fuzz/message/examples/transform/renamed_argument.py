from torchvision.transforms import RandomRotation

RandomRotation(10, resample=2)
