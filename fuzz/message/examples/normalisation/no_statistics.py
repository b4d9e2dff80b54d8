import torch
import torch.nn.functional as F

F.batch_norm(torch.rand(2, 3, 4, 4), None, None)
