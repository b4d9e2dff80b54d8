import torch
from torchvision.transforms import ToPILImage

ToPILImage()(torch.rand(8, 8, 3))
