from torch import nn

nn.init.trunc_normal_(nn.Linear(8, 8).weight, mean=5.0, std=1.0, a=-2.0, b=2.0)
