import torch
from torch import nn
from torch.nn import functional as F

F.conv2d(torch.rand(1, 8, 4, 4), nn.Linear(8, 4).weight)
