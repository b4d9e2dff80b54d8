# as written: RuntimeError: Requires distributed package to be available
import torch
from torch.utils.data import DistributedSampler, TensorDataset

DistributedSampler(TensorDataset(torch.ones(8, 3)))
