# as written: RuntimeError: No CUDA GPUs are available
import torch

torch.zeros(1, device="cuda")
