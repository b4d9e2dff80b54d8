from torch.utils.data import DataLoader

next(iter(DataLoader([None, None], batch_size=2)))
