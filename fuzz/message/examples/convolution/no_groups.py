import torch
from torch.nn import functional as F

F.conv2d(torch.rand(1, 8, 4, 4), torch.rand(8, 8, 1, 1), groups=8 // 16)
