import torch
from torch.utils.data import DataLoader, TensorDataset, WeightedRandomSampler

loader = DataLoader(TensorDataset(torch.ones(8, 3)), sampler=WeightedRandomSampler)
next(iter(loader))
