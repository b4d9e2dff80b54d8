import torch
from torchvision.transforms import v2

image = torch.zeros(3, 32, 32)
v2.functional.adjust_sharpness(torch.zeros(4, 32, 32), 2.0)
