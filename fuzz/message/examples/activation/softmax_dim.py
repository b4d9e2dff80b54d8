# needs: torch 2.14
from torch import nn

nn.Softmax((1, 2))
