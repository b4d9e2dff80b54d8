# as written: ValueError: expected at least 3D input (got 2D input)
import torch
from torch import nn

head = nn.Sequential(nn.Linear(512, 128), nn.BatchNorm1d(128))
nn.SyncBatchNorm.convert_sync_batchnorm(head).cuda()(torch.randn(8, 512, device="cuda"))
