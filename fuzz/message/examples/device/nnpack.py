# as written: RuntimeError: Mismatched Tensor types in NNPack convolutionOutput
import torch
from torch import nn

nn.Conv2d(3, 4, 3)(torch.rand(1, 3, 8, 8).cuda())
