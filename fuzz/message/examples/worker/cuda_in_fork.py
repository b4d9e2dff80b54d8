# needs: cuda
import torch
from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return torch.rand(3, device="cuda")


torch.zeros(1, device="cuda")
next(iter(DataLoader(Images(), num_workers=1)))
