from torch.utils.data import DataLoader

DataLoader([1, 2], batch_size=64 / 2)
