import torch
from torch import nn


class Network(nn.Linear):
    def forward(self, x):
        super().forward(x)


output = Network(2, 2)(torch.zeros(1, 2))
output.argmax(1)
