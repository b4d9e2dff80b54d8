from torch import nn

nn.Module().add_module("", nn.ReLU())
