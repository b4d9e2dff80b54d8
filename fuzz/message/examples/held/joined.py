import torch
from torch.utils.data import ConcatDataset, TensorDataset

ConcatDataset([TensorDataset(torch.ones(8, 3)), TensorDataset(torch.ones(8, 3))]).targets
