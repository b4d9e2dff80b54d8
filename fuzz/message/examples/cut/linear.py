# as written: mat1 and mat2 shapes cannot be multiplied
import torch
from torch import nn

nn.Linear(2048, 10)(torch.zeros(1, 512))
