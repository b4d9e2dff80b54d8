# as written: RuntimeError: grid_sampler(): expected input and grid to have same dtype, but input has unsigned char and grid has float
import torch
from torch.nn import functional as F

image = torch.randint(0, 256, (1, 3, 8, 8), dtype=torch.uint8)
grid = F.affine_grid(torch.tensor([[[1.0, 0, 0], [0, 1, 0]]]), [1, 3, 8, 8])
turned = F.grid_sample(image, grid)
