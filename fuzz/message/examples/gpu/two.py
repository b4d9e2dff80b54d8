# as written: RuntimeError: arguments are located on different GPUs at /pytorch/aten/src/THC/generic/THCTensorMathBlas.cu:236
import torch

torch.zeros(2, 2, device="cuda:0") @ torch.zeros(2, 2, device="cuda:1")
