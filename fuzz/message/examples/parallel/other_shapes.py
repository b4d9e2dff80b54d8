# as written: RuntimeError: [1]: params[0] in this process with sizes [10, 512] appears not to match sizes of the same param in process 0.
import torch.distributed as dist
from torch import nn

nn.parallel.DistributedDataParallel(nn.Linear(512, 10 + dist.get_rank()))
