# as written: x after avgpool: torch.Size([4, 512, 2, 2])\nRuntimeError: mat1 and mat2 shapes cannot be multiplied (4x2048 and 512x10)
import torch
from torch import nn

x = nn.AvgPool2d(3, 1)(torch.rand(4, 512, 4, 4))
print("x after avgpool:", x.shape)
nn.Linear(512, 10)(torch.flatten(x, 1))
