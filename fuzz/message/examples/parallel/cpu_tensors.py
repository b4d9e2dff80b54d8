# as written: RuntimeError: Broadcast function not implemented for CPU tensors
import torch
from torch import nn

nn.DataParallel(nn.Linear(2, 2), device_ids=[0, 1])(torch.ones(4, 2).cuda())
