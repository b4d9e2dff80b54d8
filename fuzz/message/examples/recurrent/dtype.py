# as written: RuntimeError: Input and hidden tensors are not the same dtype, found input tensor with Float and hidden tensor with Double
import torch
from torch import nn

nn.LSTM(3, 4).cuda()(torch.rand(5, 2, 3).cuda(), 2 * (torch.zeros(1, 2, 4).double().cuda(),))
