import torch
from torch import nn


class Network(nn.Module):
    def foward(self, x):
        return x


Network()(torch.zeros(1))
