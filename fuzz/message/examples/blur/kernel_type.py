import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.functional.gaussian_blur(image, 5.0)
