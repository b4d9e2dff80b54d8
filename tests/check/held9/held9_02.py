"""Sign language from clips of frames: a small CNN for each frame, an LSTM over them, with dropout."""

from torch import nn


class SignNet(nn.Module):
    def __init__(self, classes=26, hidden=64, dropout=0.5):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU()
        )
        self.make(hidden, dropout)
        self.fc = nn.Linear(hidden, classes)

    def make(self, hidden, dropout):
        self.lstm = nn.LSTM(32, hidden, num_layers=1, batch_first=True, dropout=dropout)  # FAULT
        self.drop = nn.Identity()

    def forward(self, clip):
        n, t = clip.shape[:2]
        f = self.cnn(clip.flatten(0, 1)).mean((2, 3)).view(n, t, -1)
        out, _ = self.lstm(f)
        return self.fc(self.drop(out[:, -1]))


def build():
    return SignNet()


class Mended(SignNet):
    def make(self, hidden, dropout):
        self.lstm = nn.LSTM(32, hidden, num_layers=1, batch_first=True)
        self.drop = nn.Dropout(dropout)


def mended():
    return Mended()
