# as written: AssertionError: Batch size should be even when using this
import torch
from timm.data import Mixup

Mixup(mixup_alpha=0.2, num_classes=10)(torch.ones(3, 3, 32, 32), torch.zeros(3, dtype=torch.int64))
