import torch
from torch import nn


class Each(nn.Module):
    def forward(self, x):
        return torch.stack([image * 2 for image in x])


torch.fx.symbolic_trace(Each())
