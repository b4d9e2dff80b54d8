from torch import nn


class Network(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.fc = nn.Linear(512, classes)


Network(512, 10)
