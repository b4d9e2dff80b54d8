import copy

import torch
from torch import nn

network = nn.Linear(8, 3)
network.features = network(torch.randn(4, 8))
copy.deepcopy(network)
