from torch.utils.data import DataLoader

loader = DataLoader([1.0, 2.0], batch_size=4, drop_last=True)
total = sum(float(batch.sum()) for batch in loader)
print(total / len(loader))
