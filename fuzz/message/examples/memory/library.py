# as written: RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`
import torch
from torch import nn

held = torch.empty(torch.cuda.mem_get_info()[0], dtype=torch.uint8, device="cuda")
nn.Linear(8, 8).cuda()(torch.rand(8, 8).cuda())
