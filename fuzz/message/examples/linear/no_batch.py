import torch
from torch import nn

features = torch.rand(256, 6, 6)
nn.Linear(9216, 10)(torch.flatten(features, 1))
