from torch.utils.data import DataLoader, TensorDataset

next(iter(DataLoader(TensorDataset, batch_size=4)))
