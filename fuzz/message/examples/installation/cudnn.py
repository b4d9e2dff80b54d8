# as written: RuntimeError: cuDNN error: CUDNN_STATUS_NOT_INITIALIZED
import torch
from torch import nn

nn.Conv2d(3, 8, 3).cuda()(torch.rand(1, 3, 8, 8).cuda())
