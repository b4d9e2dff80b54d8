from torch import nn

nn.Sequential().add_module("forward", nn.ReLU())
