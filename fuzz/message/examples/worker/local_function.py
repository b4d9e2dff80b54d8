from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __init__(self, transform):
        self.transform = transform

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return self.transform(index)


def main():
    doubled = Images(lambda index: 2 * index)
    next(iter(DataLoader(doubled, num_workers=1, multiprocessing_context="spawn")))


main()
