from torch import nn

nn.Linear(2048, 10, True, None, None, 3)
