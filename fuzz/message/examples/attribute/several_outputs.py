import torch
from torch import nn


class Network(nn.Linear):
    def forward(self, x):
        features = super().forward(x)
        return features, features.mean()


output = Network(2, 2)(torch.zeros(1, 2))
output.argmax(1)
