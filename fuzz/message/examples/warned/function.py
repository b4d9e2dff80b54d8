# as written: UserWarning: nn.functional.sigmoid is deprecated. Use torch.sigmoid instead.
import torch
import torch.nn.functional as F

F.sigmoid(torch.ones(3))
