# as written: ../aten/src/ATen/native/cuda/IndexKernel.cu:92: operator(): block: [0,0,0], thread: [0,0,0] Assertion `index >= -sizes[i] && index < sizes[i] && "index out of bounds"` failed.
import torch

weights = torch.ones(10).cuda()
weights[torch.tensor([10, 255]).cuda()]
