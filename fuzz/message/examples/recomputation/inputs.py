import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

layer, x = nn.Linear(8, 8), torch.ones(1, 8, requires_grad=True)
loss = checkpoint(layer, x, use_reentrant=True).sum()
loss.backward(inputs=[x])
