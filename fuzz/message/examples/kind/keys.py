import torch
from torch.utils.data import DataLoader

samples = [{"image": torch.rand(3, 8, 8), "mask": torch.zeros(8, 8)}, {"image": torch.rand(3, 8, 8)}]
next(iter(DataLoader(samples, batch_size=2)))
