# as written: TypeError: tensor is not a torch image.
import torch
from torchvision.transforms import Normalize

Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])(torch.rand(2, 3, 8, 8))
