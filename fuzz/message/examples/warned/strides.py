# as written: UserWarning: Grad strides do not match bucket view strides. This may indicate grad was not created according to the gradient layout contract
import torch
from torch import nn

nn.parallel.DistributedDataParallel(nn.Conv2d(3, 8, 1).to(memory_format=torch.channels_last))
