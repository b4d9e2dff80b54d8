from torch import nn

nn.Sequential(nn.Linear(2, 2), nn.ReLU)
