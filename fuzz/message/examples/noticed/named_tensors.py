# as written: UserWarning: Named tensors and all their associated APIs are an experimental feature and subject to change.
import torch
from torch import nn

nn.MaxPool2d(2)(torch.ones(1, 3, 8, 8))
