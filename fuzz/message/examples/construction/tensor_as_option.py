from torch import nn

old = nn.Conv2d(3, 8, 3)
new = nn.Conv2d(old.in_channels, old.out_channels, old.kernel_size, bias=old.bias)
