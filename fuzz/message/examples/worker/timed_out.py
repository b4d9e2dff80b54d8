import time

from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        time.sleep(3)
        return index


next(iter(DataLoader(Images(), num_workers=1, timeout=1)))
