import torch
from torch import nn

pooled, indices = nn.MaxPool2d(2, return_indices=True)(torch.rand(1, 1, 4, 4))
torch.use_deterministic_algorithms(True)
try:
    nn.MaxUnpool2d(2)(pooled, indices)
finally:
    torch.use_deterministic_algorithms(False)
