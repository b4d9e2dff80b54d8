# as written: RuntimeError: no available devices were found
from torch import nn

nn.DataParallel(nn.Linear(8, 8), device_ids=[])
