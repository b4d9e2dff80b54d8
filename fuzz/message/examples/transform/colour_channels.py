import torch
from torchvision.transforms import ColorJitter

ColorJitter(saturation=(0.5, 0.5))(torch.rand(4, 8, 8))
