# as written: RuntimeError: Address already in use
from torch import distributed

distributed.init_process_group("gloo", init_method="tcp://localhost:80", rank=0, world_size=1)
