# as written: RuntimeError: start (0) + length (-1) exceeds dimension size (0).
import torch

torch.nn.ConstantPad1d((-1, -2), 0.0)(torch.randn(2, 3, 2))
