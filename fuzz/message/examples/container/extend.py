from torch import nn

nn.ModuleList().extend(nn.ReLU())
