import torch
from torch.nn import functional as F

F.prelu(torch.rand(2, 3), torch.rand(3, 1))
