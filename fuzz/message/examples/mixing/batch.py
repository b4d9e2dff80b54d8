import torch
from torchvision.transforms import v2

image = torch.zeros(3, 32, 32)
v2.MixUp(num_classes=10)(image, torch.zeros(1, dtype=torch.int64))
