# as written: torch._inductor.exc.InductorError: InvalidCxxCompiler: No working C++ compiler found in torch._inductor.config.cpp.cxx: (None, 'g++')
import torch
from torch import nn

torch.compile(nn.ReLU())(torch.rand(2))
