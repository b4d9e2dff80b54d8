import torch
from torchvision.transforms import RandomErasing

RandomErasing(1.0, value=(1, 2))(torch.rand(3, 8, 8))
