from torch import nn

nn.ModuleDict([nn.ReLU(), nn.ReLU()])
