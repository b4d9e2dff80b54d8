# as written: RuntimeError: Placeholder storage has not been allocated on MPS device!
import torch
from torch import nn

nn.Conv2d(3, 4, 3).to("mps")(torch.rand(1, 3, 8, 8))
