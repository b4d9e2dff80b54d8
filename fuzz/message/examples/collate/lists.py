from torch.utils.data import DataLoader

labels = [[1, 2], [1]]
next(iter(DataLoader(labels, batch_size=2)))
