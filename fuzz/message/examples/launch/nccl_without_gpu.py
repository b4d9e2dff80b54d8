# as written: ValueError: ProcessGroupNCCL is only supported with GPUs, no GPUs found!
from torch import distributed

distributed.init_process_group("nccl")
