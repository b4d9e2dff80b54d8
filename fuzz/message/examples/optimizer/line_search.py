import torch
from torch import nn

layer = nn.Linear(8, 8)
optimizer = torch.optim.LBFGS(layer.parameters(), line_search_fn="armijo")


def closure():
    optimizer.zero_grad()
    loss = layer(torch.ones(1, 8)).pow(2).sum()
    loss.backward()
    return loss


optimizer.step(closure)
