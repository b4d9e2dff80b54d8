"""ResNet-C3 features, then one Swin-like block: attention within windows of 4 x 4, and a classifier."""

import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet

WIN = 4


class WindowAttention(nn.Module):
    def __init__(self, dim=128, heads=4):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)

    def forward(self, x):
        b, h, w, c = x.shape
        t = x.reshape(b, h // WIN, WIN, w // WIN, WIN, c)  # FAULT
        t = t.permute(0, 1, 3, 2, 4, 5).reshape(-1, WIN * WIN, c)
        t = self.norm(t)
        t = self.attn(t, t, t, need_weights=False)[0]
        t = t.reshape(b, h // WIN, w // WIN, WIN, WIN, c).permute(0, 1, 3, 2, 4, 5)
        return x + t.reshape(b, h, w, c)


class Hybrid(nn.Module):
    def __init__(self, attention=WindowAttention, classes=10):
        super().__init__()
        net = ResNet(BasicBlock, [1, 1, 1, 1])
        self.cnn = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2)
        self.attention = attention()
        self.head = nn.Linear(128, classes)

    def forward(self, x):
        x = self.cnn(x).permute(0, 2, 3, 1)
        return self.head(self.attention(x).mean(dim=(1, 2)))


def build():
    return Hybrid()


class Padded(WindowAttention):
    def forward(self, x):
        h, w = x.shape[1:3]
        padded = F.pad(x, (0, 0, 0, -w % WIN, 0, -h % WIN))
        return super().forward(padded)[:, :h, :w]


def mended():
    return Hybrid(Padded)
