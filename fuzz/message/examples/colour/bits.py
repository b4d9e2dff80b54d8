import torch
from torchvision.transforms import v2

image = torch.zeros(3, 32, 32)
v2.functional.posterize(image.to(torch.uint8), 16)
