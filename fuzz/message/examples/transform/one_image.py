import torch
from torchvision.transforms import ToPILImage

ToPILImage()(torch.rand(2, 3, 8, 8))
