# as written: ../aten/src/ATen/native/cuda/ScatterGatherKernel.cu:144: operator(): block: [0,0,0], thread: [0,0,0] Assertion `idx_dim >= 0 && idx_dim < index_size && "index out of bounds"` failed.
import torch

target = torch.tensor([[10]]).cuda()
torch.zeros(1, 10).cuda().scatter_(1, target, 1)
