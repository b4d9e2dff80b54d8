# as written: AssertionError: Gather function not implemented for CPU tensors
import torch
from torch import nn


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.priors = nn.Conv2d(3, 4, 3), torch.rand(10, 4)  # no buffer

    def forward(self, x):
        return self.conv(x), self.priors


nn.DataParallel(Detector().cuda())(torch.randn(4, 3, 8, 8).cuda())
