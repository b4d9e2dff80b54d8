from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 2


next(iter(DataLoader(Images())))
