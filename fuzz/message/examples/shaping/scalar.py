# as written: IndexError: Dimension specified as 0 but tensor has no dimensions
import torch

torch.rand(3).sum().size(0)
