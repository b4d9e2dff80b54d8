"""Faces: age, gender and ethnicity from one trunk, as in the many UTKFace notebooks.

https://androidkt.com/fix-runtimeerror-mat1-and-mat2-shapes-cannot-be-multiplied/
"""

import torch.nn as nn
from torchvision import models

TASKS = {"age": 1, "gender": 2, "ethnicity": 5}


def make_head(in_features, out_features, hidden=128, p=0.2):
    return nn.Sequential(
        nn.Linear(in_features, hidden),
        nn.ReLU(),
        nn.Dropout(p),
        nn.Linear(hidden, out_features),
    )


class FaceNet(nn.Module):
    def __init__(self, tasks):
        super().__init__()
        resnet = models.resnet18(weights=None)
        num_ftrs = resnet.fc.in_features
        self.features = nn.Sequential(*list(resnet.children())[:-1])  # FAULT
        self.heads = nn.ModuleDict({name: make_head(num_ftrs, n) for name, n in tasks.items()})

    def forward(self, x):
        feats = self.features(x)  # FAULT
        return {name: head(feats) for name, head in self.heads.items()}  # FAULT


def build():
    return FaceNet(TASKS)


def mended():
    net = FaceNet(TASKS)
    net.features.append(nn.Flatten())
    return net
