from torch import distributed

for _ in range(2):
    distributed.init_process_group("gloo", store=distributed.HashStore(), rank=0, world_size=1)
