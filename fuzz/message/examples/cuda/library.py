# as written: RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`
import torch
from torch import nn

network = nn.Linear(8, 10).cuda()
nn.CrossEntropyLoss()(network(torch.randn(4, 8).cuda()), torch.tensor([0, 1, 2, 10]).cuda()).backward()
