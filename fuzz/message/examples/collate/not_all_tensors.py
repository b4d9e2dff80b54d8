import torch
from torch.utils.data import DataLoader

images = [torch.rand(3, 8, 8), None]
next(iter(DataLoader(images, batch_size=2)))
