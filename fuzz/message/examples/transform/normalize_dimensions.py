import torch
from torchvision.transforms import Normalize

Normalize([0.5], [0.5])(torch.rand(8, 8))
