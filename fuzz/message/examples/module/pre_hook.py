import torch
from torch import nn

layer = nn.ReLU()
layer.register_forward_pre_hook(lambda module, args, kwargs: args, with_kwargs=True)
layer(torch.ones(3))
