# as written: RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu! (when checking argument for argument weight in method wrapper_CUDA_nll_loss_forward)
import torch
from torch import nn

output = nn.Linear(8, 3).cuda()(torch.randn(4, 8).cuda())
nn.CrossEntropyLoss(weight=torch.ones(3))(output, torch.tensor([0, 1, 2, 0]).cuda())
