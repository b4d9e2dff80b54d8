# as written: [W reducer.cpp:1258] Warning: find_unused_parameters=True was specified in DDP constructor, but did not find any unused parameters in the forward pass.
from torch import nn

nn.parallel.DistributedDataParallel(nn.Linear(8, 8), find_unused_parameters=True)
