# as written: MultiMarginLoss.cu:37: MultiMarginLoss_forward_kernel: Assertion `target_k >= 0 && target_k < dim && "target index is out of bounds"` failed.
import torch
from torch import nn

nn.MultiMarginLoss()(torch.zeros(1, 3, device="cuda"), torch.tensor([3], device="cuda"))
