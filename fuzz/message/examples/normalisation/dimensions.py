# as written: RuntimeError: Expected 2 to 5 dimensions, but got 6-dimensional tensor for argument #1 'input' (while checking arguments for cudnn_batch_norm)
import torch
from torch.nn import functional as F

x = torch.randn(1, 2, 8, 4, 8, 8)
F.batch_norm(x, torch.zeros(2), torch.ones(2))
