"""CRNN for licence plates: columns of the map are a sequence for two LSTMs; (T, N, classes) for CTC."""

from torch import nn
from torchvision.models.resnet import BasicBlock


class BidirectionalLSTM(nn.Module):
    def __init__(self, cin, hidden, cout):
        super().__init__()
        self.rnn = nn.LSTM(cin, hidden, bidirectional=True)
        self.embedding = nn.Linear(hidden * 2, cout)

    def forward(self, x):
        recurrent, _ = self.rnn(x)
        t, n, h = recurrent.size()
        return self.embedding(recurrent.view(t * n, h)).view(t, n, -1)


def stage(cin, cout, stride):
    short = nn.Sequential(nn.Conv2d(cin, cout, 1, stride, bias=False), nn.BatchNorm2d(cout))
    return BasicBlock(cin, cout, stride, short)


class CRNN(nn.Module):
    def __init__(self, n_class=37, nh=48):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 32, 3, 1, 1, bias=False),
            nn.BatchNorm2d(32),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2, 2, ceil_mode=True),
            stage(32, 64, (2, 1)),
            stage(64, 96, (2, 1)),
        )
        self.rnn = nn.Sequential(BidirectionalLSTM(96, nh, nh), BidirectionalLSTM(nh, nh, n_class))

    def forward(self, plate):
        conv = self.cnn(plate)
        conv = conv.mean(dim=2)  # over the height
        conv = conv.permute(2, 0, 1)  # [w, b, c]
        return self.rnn(conv).log_softmax(2)


def build():
    return CRNN()
