import torch
from torch.utils.data import DataLoader

batches = iter(DataLoader(torch.randn(4, 3), batch_size=2))
for _ in range(3):
    images = next(batches)
