from torch import nn

nn.init.dirac_(nn.Conv2d(3, 10, 3).weight, groups=3)
