from torch import nn


class Network(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.fc = nn.Linear(8, classes)


model = Network(classes=2, steps=6)
