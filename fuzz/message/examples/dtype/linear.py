# as written: RuntimeError: mat1 and mat2 must have the same dtype
import torch
from torch import nn

nn.Linear(8, 2)(torch.rand(4, 8).double())
