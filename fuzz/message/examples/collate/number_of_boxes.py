import torch
from torch.utils.data import DataLoader

boxes = [torch.rand(3, 4), torch.rand(5, 4)]
next(iter(DataLoader(boxes, batch_size=2)))
