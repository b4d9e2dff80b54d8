# as written: RuntimeError: Function ConvolutionBackward0 returned an invalid gradient at index 1 - expected type torch.FloatTensor but got torch.cuda.FloatTensor
import torch
from torch import nn

network = nn.Conv2d(3, 4, 3)
loss = network(torch.randn(2, 3, 8, 8)).mean()
network.weight.data = network.weight.data.cuda()
loss.backward()
