# as written: OSError: [WinError 1455] The paging file is too small for this operation to complete. Error loading "C:/torch/lib/cudnn.dll" or one of its dependencies.
from torch.utils.data import DataLoader
from torchvision.datasets import FakeData

if __name__ == "__main__":
    next(iter(DataLoader(FakeData(), num_workers=32)))
