from torch import nn


class Network(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone


model = Network()
