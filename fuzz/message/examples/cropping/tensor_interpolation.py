import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
mode = transforms.InterpolationMode.BICUBIC
transforms.functional.rotate(image, 10.0, interpolation=mode)
