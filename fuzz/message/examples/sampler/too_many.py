# as written: RuntimeError: number of categories cannot exceed 2^24
import torch
from torch.utils.data import WeightedRandomSampler

list(WeightedRandomSampler(torch.ones(2**24 + 1), num_samples=2))
