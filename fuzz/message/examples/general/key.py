import torch
from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return {"img": torch.randn(3, 32, 32), "label": 1}


for batch in DataLoader(Images(), batch_size=2):
    images = batch["image"].to(torch.float32)
