import torch
from torch.nn import functional as F

F.batch_norm(torch.rand(2, 3, 4, 4), torch.zeros(3), None, training=True)
