# as written: RuntimeError: fractional_max_pool3d_out(): Expected 4D or 5D tensor, but got: [3, 8, 8]
import torch
from torch import nn

nn.FractionalMaxPool3d(2, output_size=2)(torch.rand(3, 8, 8))
