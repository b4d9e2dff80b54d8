from torch import nn

nn.init.xavier_uniform_(nn.Linear(2, 2))
