from torch import nn

nn.LSTM(64, 128, proj_size=-1)
