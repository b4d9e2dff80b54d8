import torch

torch.ops.aten.upsample_nearest2d(torch.rand(1, 3, 8, 8), None, None)
