import torch
from torch import nn

import copy

network = nn.Linear(8, 3)
network.features = network(torch.randn(4, 8))
copy.deepcopy(network)
