# as written: AssertionError: Invalid device id
from torch import nn

nn.DataParallel(nn.Linear(2, 2).cuda(), device_ids=[0, 7])
