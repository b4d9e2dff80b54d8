import torch
from torch.nn import functional as F

F.conv_transpose3d(torch.rand(1, 2, 4, 4, 4), torch.rand(2, 2, 0, 1, 1))
