import torch
from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __init__(self, transform):
        self.transforms = transform

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return self.transform(torch.randn(3, 32, 32))


for images in DataLoader(Images(torch.nn.Identity())):
    pass
