import torch
from torch.utils.data import DataLoader

loader = DataLoader(torch.rand(8, 3, 8, 8), batch_size=4)
for images, labels in loader:
    print(images.shape, labels)
