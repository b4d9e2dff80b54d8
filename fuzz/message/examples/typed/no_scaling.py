import torch
from torchvision import tv_tensors
from torchvision.transforms import v2

image = tv_tensors.Image(torch.zeros(3, 32, 32))
v2.ToDtype({tv_tensors.Mask: torch.int64, "others": None}, scale=True)(image)
