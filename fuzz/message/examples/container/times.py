from torch import nn

nn.Sequential(nn.ReLU()) * 0
