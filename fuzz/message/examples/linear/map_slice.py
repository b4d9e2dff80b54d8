import torch
from torch import nn

features = nn.Conv2d(3, 512, 3)(torch.rand(4, 3, 9, 9))
nn.Linear(512, 10)(features[:, 0])
