import torch
from torchvision.transforms import functional

functional.posterize(torch.rand(3, 8, 8), 3)
