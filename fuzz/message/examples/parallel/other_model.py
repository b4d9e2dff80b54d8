# as written: RuntimeError: DDP expects same model across all ranks, but Rank 0 has 2 params, while rank 1 has inconsistent 4 params.
import torch.distributed as dist
from torch import nn

layers = [nn.Linear(2, 2) for _ in range(1 + dist.get_rank())]
nn.parallel.DistributedDataParallel(nn.Sequential(*layers))
