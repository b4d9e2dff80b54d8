# as written: RuntimeError: expected scalar type Float but found Double
import torch
from torch import nn

nn.Linear(8, 2)(torch.rand(4, 8).double())
