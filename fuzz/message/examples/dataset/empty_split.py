import torch
from torch.utils import data

images = data.TensorDataset(torch.ones(8, 3, 8, 8))
data.random_split(images, [0.95, 0.05])
