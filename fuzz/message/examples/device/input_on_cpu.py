# as written: RuntimeError: Input type (torch.FloatTensor) and weight type (torch.cuda.FloatTensor) should be the same
import torch
from torch import nn

nn.Conv2d(3, 8, 3).cuda()(torch.rand(1, 3, 8, 8))
