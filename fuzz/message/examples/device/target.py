# as written: RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu! (when checking argument for argument target in method wrapper_CUDA_nll_loss_forward)
import torch
from torch import nn

nn.CrossEntropyLoss()(torch.rand(4, 2, device="cuda"), torch.zeros(4).long())
