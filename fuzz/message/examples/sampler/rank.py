import torch
from torch.utils.data import DistributedSampler, TensorDataset

DistributedSampler(TensorDataset(torch.ones(8, 3)), num_replicas=2, rank=2)
