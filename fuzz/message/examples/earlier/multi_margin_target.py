# as written: RuntimeError: inconsistent target size, got: [2, 1]
import torch

torch.nn.MultiMarginLoss()(torch.randn(2, 10), torch.zeros(2, 1, dtype=torch.long))
