# as written: TypeError: img should be PIL Image. Got <class 'torch.Tensor'>
import torch
from torchvision.transforms import Compose, RandomHorizontalFlip

Compose([RandomHorizontalFlip()])(torch.rand(3, 8, 8))
