from torch import nn

nn.Module.forward()
