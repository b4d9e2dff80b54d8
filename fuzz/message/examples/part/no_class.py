from torch import nn


class Block(nn.Module):
    def __init__(self, channels, norm_layer=None):
        super().__init__()
        self.bn = norm_layer(channels)


Block(64)
