# as written: RuntimeError: NCCL error: invalid usage. Duplicate GPU detected : rank 0 and rank 1 both on CUDA device 1000
import torch.distributed as dist
from torch import nn

dist.init_process_group("nccl")
nn.parallel.DistributedDataParallel(nn.Linear(2, 2).cuda())
