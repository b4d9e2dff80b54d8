from torch.utils.data import DataLoader, IterableDataset


class Stream(IterableDataset):
    def __iter__(self):
        return iter([1, 2])


DataLoader(Stream(), shuffle=True)
