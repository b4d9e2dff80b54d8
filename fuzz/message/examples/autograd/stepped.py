import torch
from torch import nn

network = nn.Sequential(nn.Linear(8, 8), nn.Linear(8, 1))
optimizer = torch.optim.SGD(network.parameters(), 0.1)
output = network(torch.randn(4, 8))
output.mean().backward(retain_graph=True)
optimizer.step()
output.square().mean().backward()
