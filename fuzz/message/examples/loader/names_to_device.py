from torch.utils.data import DataLoader

for images, labels in DataLoader([(0.5, "ant"), (0.5, "bee")], batch_size=2):
    labels = labels.to("cpu")
