import torch
import torchvision
from torch.utils.data import DataLoader, TensorDataset

loader = DataLoader(TensorDataset(torch.rand(4, 3, 32, 32), torch.zeros(4)), batch_size=2)
model = torchvision.models.resnet18()
for batch in loader:
    model(batch)
