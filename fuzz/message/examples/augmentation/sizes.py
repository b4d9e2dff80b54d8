import torch
from torchvision import tv_tensors
from torchvision.transforms import v2

images = tv_tensors.Image(torch.zeros(3, 32, 32)), tv_tensors.Image(torch.zeros(3, 24, 32))
v2.RandomCrop(16)(images)
