from torchvision import transforms

transforms.AugMix(severity=20)
