from torch import nn


class XResNet(nn.Sequential):
    def __init__(self, stem, body):
        super().__init__(stem, body)


XResNet(nn.ReLU(), nn.ReLU())[:1]
