# as written: RuntimeError: CUDA error: all CUDA-capable devices are busy or unavailable
import torch

torch.zeros(1, device="cuda")
