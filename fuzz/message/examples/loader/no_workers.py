from torch.utils.data import DataLoader

DataLoader([1, 2], persistent_workers=True)
