# as written: UserWarning: Named tensors and all their associated APIs are an experimental feature and subject to change. Please do not use them for anything important until they are released as stable.
import torch
from torch import nn

nn.MaxPool2d(3)(torch.rand(1, 3, 8, 8))
