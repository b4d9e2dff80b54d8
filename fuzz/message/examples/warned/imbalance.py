# as written: UserWarning: There is an imbalance between your GPUs. You may want to exclude GPU 1 which has less than 75% of the memory or cores of GPU 0.
from torch import nn

nn.DataParallel(nn.Linear(8, 8).cuda(), device_ids=[0, 1])
