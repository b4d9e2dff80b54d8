import torch
from torch.utils.data import DataLoader, TensorDataset

loader = DataLoader(TensorDataset(torch.rand(4, 3, 32, 32), torch.zeros(4)), batch_size=2)
for batch in loader:
    batch.to("cpu")
