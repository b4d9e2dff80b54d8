# as written: ValueError: Expected tensor to be a tensor image of size (C, H, W). Got tensor.size() = torch.Size([2, 3, 8, 8]).
import torch
from torchvision.transforms import Normalize

Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])(torch.rand(2, 3, 8, 8))
