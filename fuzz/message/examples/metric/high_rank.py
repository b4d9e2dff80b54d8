# as written: ValueError: Expected both prediction and target to be 1D or 2D tensors, but received tensors with dimension torch.Size([2, 1, 8, 8])
import torch
from torchmetrics import R2Score

R2Score()(torch.rand(2, 1, 8, 8), torch.rand(2, 1, 8, 8))
