# as written: ValueError: SyncBatchNorm expected input tensor to be on GPU
import torch
from torch import nn

nn.SyncBatchNorm(8)(torch.rand(2, 8, 4, 4))
