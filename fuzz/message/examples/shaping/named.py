import torch
from torch.utils.data import DataLoader

for sample in DataLoader([0, 0, 0, 0], batch_size=2):
    images = sample["input"].to(torch.float32)
