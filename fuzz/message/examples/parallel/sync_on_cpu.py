# as written: ValueError: SyncBatchNorm expected input tensor to be on GPU or XPU or privateuseone
import torch
import torch.distributed as dist
from torch import nn

dist.init_process_group("gloo")
nn.SyncBatchNorm(2)(torch.zeros(2, 2, 4, 4))
