import torch
from torch.utils.data import DataLoader, TensorDataset


def train(loader):
    for (images,) in loader:
        loss = images.mean()
    return loss.item()


train(DataLoader(TensorDataset(torch.randn(3, 3)), batch_size=4, drop_last=True))
