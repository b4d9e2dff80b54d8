import torch
from torch.utils.data import DataLoader, TensorDataset

dataset = TensorDataset(torch.ones(8, 3, 8, 8), torch.zeros(8))
loader = DataLoader(dataset, batch_size=4)
loader.batch_size = 8
