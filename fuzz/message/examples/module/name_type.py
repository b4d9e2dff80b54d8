from torch import nn

nn.Module().add_module(0, nn.ReLU())
