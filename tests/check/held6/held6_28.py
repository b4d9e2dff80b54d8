"""A radar of five channels, 32 x 32 and no other size: where in it something is says what it is.

So nothing is pooled: each place of the map has weights of its own. nn.CrossEntropyLoss().
"""

from torch import nn
from torchvision import models


def build():
    resnet = models.resnet18(weights=None)
    stem = nn.Conv2d(5, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return nn.Sequential(
        stem,
        *list(resnet.children())[1:-4],
        nn.Conv2d(128, 16, 1),
        nn.ReLU(inplace=True),
        nn.Flatten(),
        nn.Dropout(0.1),
        nn.Linear(16 * 4 * 4, 9),
    )
