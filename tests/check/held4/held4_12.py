"""Do two photographs show the same product? One network for both; a small head compares them.

The head sees both descriptions and how far they are apart. criterion = nn.BCEWithLogitsLoss(), with
targets of (N, 1).
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class SiameseNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.resnet = resnet18(weights=None)
        self.fc_in_features = self.resnet.fc.in_features
        self.resnet = nn.Sequential(*(list(self.resnet.children())[:-1]))
        self.fc = nn.Sequential(
            nn.Linear(self.fc_in_features * 3, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, 1),
        )
        self.fc.apply(self.init_weights)

    @staticmethod
    def init_weights(m):
        if isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight)
            m.bias.data.fill_(0.01)

    def forward_once(self, x):
        output = self.resnet(x)
        return output.view(output.size(0), -1)

    def join(self, output1, output2):
        return torch.cat((output1, output2, torch.abs(output1 - output2)))  # FAULT

    def forward(self, input1, input2):
        output1 = self.forward_once(input1)
        output2 = self.forward_once(input2)
        return self.fc(self.join(output1, output2))  # SHOWS


def build():
    return SiameseNetwork()


class Mended(SiameseNetwork):
    def join(self, output1, output2):
        return torch.cat((output1, output2, torch.abs(output1 - output2)), dim=1)


def mended():
    return Mended()
