import torch
from torch import nn


class Network(nn.Module):
    def __init__(self, bilinear=True):
        super().__init__()
        self.up = nn.Upsample(scale_factor=2) if bilinear else nn.Identity()


images = torch.zeros(2, 3, 8, 8)
Network(images)
