"""A short ResNet for 32 x 32 images: small stem, no pooling. Trained with nn.CrossEntropyLoss.

https://github.com/jindongwang/Deep-learning-activity-recognition/issues/10
"""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


def cifar_resnet(head):
    model = ResNet(BasicBlock, [1, 1, 1, 1])
    model.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
    model.maxpool = nn.Identity()
    model.fc = head
    return model


def build():
    return cifar_resnet(
        nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(512, 100),
            nn.Softmax(dim=1),  # FAULT
        )
    )


def mended():
    return cifar_resnet(nn.Sequential(nn.Dropout(0.2), nn.Linear(512, 100)))
