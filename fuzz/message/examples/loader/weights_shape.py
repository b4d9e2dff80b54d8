import torch
from torch.utils.data import WeightedRandomSampler

WeightedRandomSampler(torch.rand(4, 1), 4)
