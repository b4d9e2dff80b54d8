# as written: RuntimeError: mat1 dim 1 must match mat2 dim 0
import torch
from torch import nn

nn.Linear(2048, 10)(torch.rand(2, 1000))
