import torch
from torchvision.transforms import v2

image = torch.zeros(3, 32, 32)
v2.functional.pad(image, 4, fill=[0.1, 0.2, 0.3], padding_mode="reflect")
