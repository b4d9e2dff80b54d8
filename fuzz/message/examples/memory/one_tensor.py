# as written: RuntimeError: CUDA out of memory. Tried to allocate 147.00 GiB (GPU 0; 15.78 GiB total capacity; 0.29 GiB already allocated; 14.31 GiB free; 0.40 GiB reserved in total by PyTorch)
import torch
from torch import nn

nn.Linear(3 * 1024 * 1024, 12544).cuda()(torch.rand(1, 3 * 1024 * 1024).cuda())
