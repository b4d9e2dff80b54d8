# as written: RuntimeError: Caught RuntimeError in replica 1 on device 1: RuntimeError: Expected tensor for argument #1 'input' to have the same device as tensor for argument #2 'weight'; but device 1 does not equal 0 (while checking arguments for cudnn_convolution)
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Conv2d(3, 8, 3).cuda()]

    def forward(self, x):
        return self.layers[0](x)


nn.DataParallel(Net())(torch.randn(2, 3, 8, 8).cuda())
