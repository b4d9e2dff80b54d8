from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __getitem__(self, index):
        return index


DataLoader(Images(), shuffle=True)
