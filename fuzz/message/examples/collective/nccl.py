# as written: RuntimeError: NCCL error in: ProcessGroupNCCL.cpp:784, invalid usage, NCCL version 2.7.8
import torch
from torch import distributed

distributed.init_process_group("nccl")
distributed.all_reduce(torch.zeros(1, device="cuda:0"))
