from torch import nn

weight = nn.Conv2d(16, 16, 3).weight
penalty = weight.norm()
weight.data = weight.data[:, :8]
penalty.backward()
