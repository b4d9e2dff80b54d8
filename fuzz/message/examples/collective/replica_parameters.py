# as written: StopIteration: Caught StopIteration in replica 0 on device 0.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc(x.to(next(self.parameters()).dtype))


nn.DataParallel(Net().cuda())(torch.zeros(8, 2))
