# as written: RuntimeError: Input type (torch.cuda.FloatTensor) and weight type (torch.FloatTensor) should be the same
import torch
from torch import nn

nn.Conv2d(3, 8, 3)(torch.rand(1, 3, 8, 8).cuda())
