# as written: RuntimeError: Pin memory thread exited unexpectedly
import torch
from torch.utils.data import DataLoader, TensorDataset

dataset = TensorDataset(torch.ones(8, 3, 8, 8), torch.zeros(8))
for images, labels in DataLoader(dataset, num_workers=2, pin_memory=True):
    images.cuda()
