# as written: RuntimeError: Distributed package doesn't have NCCL built in
from torch import distributed

distributed.init_process_group("nccl")
