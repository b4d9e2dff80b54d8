import threading

from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __init__(self):
        self.lock = threading.Lock()

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return index


def main():
    next(iter(DataLoader(Images(), num_workers=1, multiprocessing_context="spawn")))


main()
