"""Fine-tuning in two phases. Phase one: everything is still but the last stage and the classifier."""

import itertools
import logging

from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet

log = logging.getLogger(__name__)


class PhaseOne(ResNet):
    def __init__(self, classes=37):
        super().__init__(BasicBlock, [1, 1, 1, 1])
        self.fc = nn.Linear(512, classes)
        for p in self.parameters():
            p.requires_grad = False
        tuned = self.tuned()
        log.info("tuning %d weights", sum(p.numel() for p in tuned))
        for p in tuned:
            p.requires_grad = True

    def tuned(self):
        return itertools.chain(self.layer4.parameters(), self.fc.parameters())  # FAULT


def build():
    return PhaseOne()


class Mended(PhaseOne):
    def tuned(self):
        return [*self.layer4.parameters(), *self.fc.parameters()]


def mended():
    return Mended()
