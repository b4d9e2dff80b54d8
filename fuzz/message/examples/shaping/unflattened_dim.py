# as written: TypeError: invalid argument type for dim parameter
from torch import nn

nn.Unflatten((2, 4), 1)
