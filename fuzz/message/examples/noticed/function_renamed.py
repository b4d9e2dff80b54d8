# as written: UserWarning: nn.functional.upsample is deprecated. Use nn.functional.interpolate instead.
import torch
import torch.nn.functional as F

F.upsample(torch.ones(1, 3, 8, 8), scale_factor=2)
