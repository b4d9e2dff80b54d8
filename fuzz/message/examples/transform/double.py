# as written:   File "/x/torchvision/transforms/functional.py", line 208, in normalize\nRuntimeError: expected type torch.DoubleTensor but got torch.FloatTensor
import torch
from torchvision.transforms.functional import normalize

normalize(torch.zeros(3, 8, 8, dtype=torch.float64), [0.5], [0.2])
