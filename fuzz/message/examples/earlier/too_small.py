# as written: RuntimeError: input (H: 1, W: 1)is too small. Calculated output H: -1 W: -1
import torch

torch.nn.ReflectionPad2d(-1)(torch.randn(1, 3, 1, 1))
