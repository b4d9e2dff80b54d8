# as written: NotImplementedError: Input Error: Only 3D, 4D and 5D input Tensors supported (got 4D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got lanczos)
import torch
from torch.nn import functional as F

F.interpolate(torch.ones(1, 3, 8, 8), size=(16, 16), mode="lanczos", antialias=True)
