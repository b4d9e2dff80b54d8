from torch import nn


class Network(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(2, 2)


Network()
