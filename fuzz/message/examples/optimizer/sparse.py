import torch
from torch import nn

table = nn.Embedding(4, 2, sparse=True)
table(torch.tensor([1])).sum().backward()
torch.optim.Adam(table.parameters()).step()
