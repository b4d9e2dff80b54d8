# as written: RuntimeError: CUDA error: CUBLAS_STATUS_INVALID_VALUE when calling `cublasSgemm( handle, opa, opb, m, n, k, &alpha, a, lda, b, ldb, &beta, c, ldc)`
import torch
from torch import nn

nn.Linear(2048, 10).cuda()(torch.zeros(1, 512, device="cuda"))
