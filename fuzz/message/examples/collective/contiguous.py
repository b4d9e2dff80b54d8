# as written: RuntimeError: Tensors must be contiguous
import torch
from torch import distributed

distributed.init_process_group("nccl")
distributed.all_reduce(torch.zeros(2, 3, device="cuda").t())
