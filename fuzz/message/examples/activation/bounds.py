from torch import nn

nn.Hardtanh(min_val=1, max_val=0)
