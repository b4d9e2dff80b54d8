# as written: RuntimeError: cuDNN error: CUDNN_STATUS_NOT_SUPPORTED. This error may appear if you passed in a non-contiguous input.
import torch
from torch import nn

images = torch.zeros(2, 8, 8, 3, device="cuda").permute(0, 3, 1, 2)
nn.Conv2d(3, 8, 3).cuda()(images)
