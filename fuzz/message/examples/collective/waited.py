# as written: [Rank 1] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=7, OpType=ALLREDUCE)
import torch
from torch import distributed

distributed.init_process_group("nccl")
if distributed.get_rank() > 0:
    distributed.all_reduce(torch.zeros(1, device="cuda"))
