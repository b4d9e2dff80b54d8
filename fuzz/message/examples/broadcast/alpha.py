# as written: RuntimeError: The size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0
import torch
from torchvision.transforms.functional import normalize

normalize(torch.rand(4, 8, 8), [0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
