from torchvision.transforms import RandomResizedCrop

RandomResizedCrop()
