import torch
from torch.utils.data import DataLoader, TensorDataset

loader = DataLoader(TensorDataset(torch.rand(4, 3, 8, 8), torch.zeros(4)), batch_size=4)
for images, labels, paths in loader:
    print(images.shape, labels, paths)
