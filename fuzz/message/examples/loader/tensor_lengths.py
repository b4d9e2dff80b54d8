import torch
from torch.utils.data import TensorDataset

TensorDataset(torch.rand(4, 3, 8, 8), torch.zeros(3))
