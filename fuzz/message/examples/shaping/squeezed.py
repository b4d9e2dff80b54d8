import torch
from torch.nn import functional

features = torch.rand(1, 512, 1, 1)
functional.normalize(features.squeeze(), dim=1)
