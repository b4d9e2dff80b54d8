# as written: RuntimeError: module must have its parameters and buffers on device cuda:0 (device_ids[0]) but found one of them on device: cpu
import torch
from torch import nn

model = nn.DataParallel(nn.Linear(2, 2), device_ids=[0, 1])
model(torch.ones(4, 2, device="cuda"))
