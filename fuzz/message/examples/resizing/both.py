# as written: AssertionError: scale_factor must be None when size is specified
import torch
from torch.nn import functional as F

F.interpolate(torch.ones(1, 3, 8, 8), size=(16, 16), scale_factor=2)
