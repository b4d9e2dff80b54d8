from torch import nn

nn.Sequential().add_module("layer1.0", nn.ReLU())
