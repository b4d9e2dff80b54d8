from torch import nn


class Network(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.fc = nn.Linear(layers, 2)

    @classmethod
    def load_from_checkpoint(cls, path):
        return cls()


Network.load_from_checkpoint("last.ckpt")
