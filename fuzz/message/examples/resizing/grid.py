import torch
import torch.nn.functional as F

F.grid_sample(torch.rand(1, 3, 4, 4), torch.rand(1, 4, 4, 3))
