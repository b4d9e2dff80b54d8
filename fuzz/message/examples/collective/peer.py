# as written: RuntimeError: CUDA error: peer access is not supported between these two devices
from torch import nn

nn.DataParallel(nn.Linear(2, 2).cuda(), device_ids=[0, 1])
