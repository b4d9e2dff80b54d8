# as written: torch._inductor.exc.TritonMissing: Cannot find a working triton installation. Either the package is not installed or it is too old.
import torch
from torch import nn

torch.compile(nn.ReLU().cuda())(torch.rand(2).cuda())
