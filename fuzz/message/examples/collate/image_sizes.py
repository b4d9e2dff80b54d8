import torch
from torch.utils.data import DataLoader

images = [torch.rand(3, 224, 224), torch.rand(3, 224, 217)]
next(iter(DataLoader(images, batch_size=2)))
