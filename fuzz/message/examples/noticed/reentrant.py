# as written: UserWarning: torch.utils.checkpoint: please pass in use_reentrant=True or use_reentrant=False explicitly.
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

checkpoint(nn.Linear(2, 2), torch.ones(1, 2))
