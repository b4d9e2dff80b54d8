import torch
from torch.utils.data import DataLoader, TensorDataset

for batch in DataLoader(TensorDataset(torch.randn(4, 3, 32, 32), torch.ones(4)), batch_size=2):
    images = batch["image"].to(torch.float32)
