from torch import nn

nn.init.kaiming_normal_(nn.Conv2d(3, 8, 3).weight, mode="fan_mean")
