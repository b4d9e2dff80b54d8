# as written: RuntimeError: size mismatch at /pytorch/torch/lib/THC/generic/THCTensorMathBlas.cu:247
import torch
from torch import nn

nn.Linear(2048, 10)(torch.zeros(1, 512))
