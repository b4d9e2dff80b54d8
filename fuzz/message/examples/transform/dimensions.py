import torch
from torchvision.transforms import Resize

Resize(4)(torch.rand(64))
