# as written: RuntimeError: It is expected input_size equals to 4, but got size 3
import torch

torch.ops.aten.upsample_nearest2d(torch.rand(3, 8, 8), [16, 16])
