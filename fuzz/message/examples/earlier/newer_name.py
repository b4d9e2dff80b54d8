# as written: AttributeError: module 'torch.nn' has no attribute 'CircularPad2d'
import torch

torch.nn.CircularPad2d(1)(torch.randn(1, 3, 8, 8))
