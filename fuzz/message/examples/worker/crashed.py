# as written: RuntimeError: DataLoader worker (pid 1234) is killed by signal: Segmentation fault.
import ctypes

from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return ctypes.string_at(0)


next(iter(DataLoader(Images(), num_workers=1)))
