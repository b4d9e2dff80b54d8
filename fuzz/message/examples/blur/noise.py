import torch
from torchvision.transforms import v2

image = torch.zeros(3, 32, 32)
v2.GaussianNoise(sigma=-0.1)(image)
