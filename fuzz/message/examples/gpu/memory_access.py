# as written: RuntimeError: CUDA error: an illegal memory access was encountered
import torch

# of two GPUs, by an operation of one's own that reads from the first
torch.zeros(1, device="cuda:1").add_(1)
torch.cuda.synchronize()
