from torch.utils.data import DataLoader, IterableDataset


class Samples(IterableDataset):
    def __len__(self):
        return 2

    def __iter__(self):
        return iter(range(4))


loader = DataLoader(Samples(), batch_size=1)
print(len(loader), list(loader))
