import torch
from torch.utils.data import TensorDataset, random_split

train, test = random_split(TensorDataset(torch.ones(8, 3)), [6, 2])
train.classes
