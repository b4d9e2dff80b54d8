# as written: RuntimeError: CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`
import torch
from torch import nn

target = torch.tensor([10], device="cuda")
output = nn.Linear(8, 2).cuda()(torch.zeros(1, 8, device="cuda"))
nn.CrossEntropyLoss()(output, target).backward()
