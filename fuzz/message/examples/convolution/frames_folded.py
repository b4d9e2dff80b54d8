# as written: RuntimeError: Expected 5-dimensional input for 5-dimensional weight [64, 3, 7, 7, 7], but got 4-dimensional input of size [8, 48, 64, 64] instead
import torch
from torch import nn

nn.Conv3d(3, 64, 7)(torch.rand(8, 48, 64, 64))
