import torch
import torch.nn.functional as F

F.interpolate(torch.rand(1, 3, 4, 4), scale_factor=2, antialias=True)
