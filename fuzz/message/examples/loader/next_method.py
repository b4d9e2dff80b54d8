from torch.utils.data import DataLoader

iter(DataLoader([1, 2])).next()
