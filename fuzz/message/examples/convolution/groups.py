import torch
import torch.nn.functional as F

F.conv2d(torch.rand(1, 6, 8, 8), torch.rand(8, 2, 3, 3), groups=3)
