from torch import nn

nn.ModuleDict([("head", nn.Linear(8, 8), nn.ReLU())])
