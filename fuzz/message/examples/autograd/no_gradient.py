from torch import nn

layer = nn.Linear(8, 3)
layer.weight.grad.data
