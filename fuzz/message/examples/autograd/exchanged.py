# as written: RuntimeError: Function AddmmBackward returned an invalid gradient at index 1 - got [1, 512] but expected shape compatible with [1, 2048]
import torch
from torch import nn

head = nn.Linear(2048, 10)
loss = head(torch.randn(1, 2048)).sum()
head.weight.data = head.weight.data[:, :512]
loss.backward()
