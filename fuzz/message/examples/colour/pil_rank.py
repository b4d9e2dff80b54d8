# as written: TypeError: pic should be Tensor or ndarray. Got <class 'torch.FloatTensor'>.
import torch
from torchvision.transforms import ToPILImage

ToPILImage()(torch.rand(8, 8))
