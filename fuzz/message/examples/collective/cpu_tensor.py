# as written: RuntimeError: No backend type associated with device type cpu
import torch
from torch import distributed

distributed.init_process_group("nccl")
distributed.all_reduce(torch.zeros(1))
