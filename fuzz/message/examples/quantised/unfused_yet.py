# as written: NotImplementedError: Cannot fuse modules: (<class 'torch.nn.modules.conv.Conv1d'>, <class 'torch.nn.modules.batchnorm.BatchNorm1d'>)
import torch
from torch import nn

torch.ao.quantization.fuse_modules(nn.Sequential(nn.Conv1d(1, 1, 3), nn.BatchNorm1d(1)), [["0", "1"]])
