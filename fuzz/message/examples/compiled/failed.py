import torch
from torch import nn


def backend(graph, inputs):
    raise PermissionError(5, "Access is denied")


model = torch.compile(nn.Linear(2, 2), backend=backend)
model(torch.zeros(1, 2))
