import torch
from torch import nn


class Flat(nn.Module):
    def forward(self, x):
        return x.reshape(2, -1)


batch = torch.export.Dim("batch", min=2, max=8)
torch.export.export(Flat(), (torch.rand(2, 3, 8),), dynamic_shapes={"x": {0: batch}})
