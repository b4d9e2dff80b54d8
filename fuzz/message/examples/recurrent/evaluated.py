# as written: RuntimeError: cudnn RNN backward can only be called in training mode
import torch
from torch import nn

layer = nn.LSTM(8, 4).cuda().eval()
output, _ = layer(torch.zeros(5, 1, 8, device="cuda"))
output.sum().backward()
