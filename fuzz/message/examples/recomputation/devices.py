# as written: UserWarning: Tensor arguments, excluding CPU tensors, are detected on at least two types of devices. Device state will only be saved for devices of a single device type, and the remaining devices will be ignored.
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

x, y = torch.ones(1, 8, device="cuda"), torch.ones(1, 8, device="xpu")
checkpoint(nn.Bilinear(8, 8, 8), x, y, use_reentrant=False)
