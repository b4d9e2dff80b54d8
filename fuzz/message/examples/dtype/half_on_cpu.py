# as written: RuntimeError: "slow_conv2d_cpu" not implemented for 'Half'
import torch
from torch import nn

nn.Conv2d(3, 8, 3).half()(torch.rand(1, 3, 8, 8).half())
