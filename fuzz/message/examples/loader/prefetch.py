import torch
from torch.utils.data import DataLoader, TensorDataset

dataset = TensorDataset(torch.ones(8, 3, 8, 8), torch.zeros(8))
DataLoader(dataset, num_workers=1, prefetch_factor=-1)
