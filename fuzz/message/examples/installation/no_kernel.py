# as written: RuntimeError: CUDA error: no kernel image is available for execution on the device
import torch

torch.rand(3).cuda() + 1
