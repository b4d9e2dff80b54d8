import torch
from torchvision import tv_tensors
from torchvision.transforms import v2

image = tv_tensors.Image(torch.zeros(3, 32, 32))
v2.RandAugment()({"image": image, "mask": tv_tensors.Mask(torch.zeros(32, 32))})
