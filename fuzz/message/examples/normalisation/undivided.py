import torch
import torch.nn.functional as F

F.group_norm(torch.rand(2, 6, 3, 3), num_groups=4)
