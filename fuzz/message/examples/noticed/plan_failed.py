# as written: UserWarning: Plan failed with a cudnnException: CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR: cudnnFinalizeDescriptor Failed cudnn_status: CUDNN_STATUS_NOT_SUPPORTED
import torch
from torch import nn

nn.Conv2d(3, 8, 3).cuda()(torch.ones(1, 3, 8, 8).cuda()).sum().backward()
