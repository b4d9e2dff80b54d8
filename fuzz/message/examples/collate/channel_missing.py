import torch
from torch.utils.data import DataLoader

masks = [torch.rand(1, 8, 8), torch.rand(8, 8)]
next(iter(DataLoader(masks, batch_size=2)))
