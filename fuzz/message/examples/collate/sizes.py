import torch
from torch.utils.data import DataLoader

clips = [torch.rand(3, 4, 8, 8), torch.rand(3, 5, 8, 8)]
next(iter(DataLoader(clips, batch_size=2)))
