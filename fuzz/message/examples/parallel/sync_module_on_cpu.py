# as written: ValueError: SyncBatchNorm layers only work with GPU modules
import torch.distributed as dist
from torch import nn

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
nn.parallel.DistributedDataParallel(nn.Sequential(nn.Conv2d(3, 2, 3), nn.SyncBatchNorm(2)))
