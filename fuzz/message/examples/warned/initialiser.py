from torch import nn

nn.init.xavier_uniform(nn.Linear(8, 8).weight)
