# as written: RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu! (when checking argument for argument weight in method wrapper_CUDA_nll_loss_forward)
import torch
from torch import nn

criterion = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0]))
criterion(torch.rand(4, 2, device="cuda"), torch.zeros(4, device="cuda").long())
