import torch
from torch.utils.data import DataLoader, TensorDataset

DataLoader(TensorDataset(torch.ones(8, 3))).shape
