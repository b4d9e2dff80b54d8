"""Person re-identification: ResNet-50 with a last stride of 1 and a bottleneck before the classes.

After https://github.com/layumi/Person_reID_baseline_pytorch/issues/77
"""

import torch
import torch.nn as nn
from torchvision.models import resnet50


class ClassBlock(nn.Module):
    def __init__(self, input_dim, class_num, num_bottleneck=256, droprate=0.5):
        super().__init__()
        self.add_block = nn.Sequential(
            nn.Linear(input_dim, num_bottleneck),
            nn.BatchNorm1d(num_bottleneck),
            nn.Dropout(p=droprate),
        )
        self.classifier = nn.Linear(num_bottleneck, class_num)
        nn.init.normal_(self.classifier.weight, std=0.001)

    def forward(self, x):
        x = self.add_block(x)  # SHOWS
        return self.classifier(x)


class ReID(nn.Module):
    def __init__(self, class_num=75):
        super().__init__()
        net = resnet50(weights=None)
        net.layer4[0].conv2.stride = (1, 1)
        net.layer4[0].downsample[0].stride = (1, 1)
        self.trunk = nn.Sequential(*list(net.children())[:-2])
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.classifier = ClassBlock(2048, class_num)

    def pooled(self, x):
        x = self.avgpool(self.trunk(x))
        return torch.squeeze(x)  # FAULT

    def forward(self, x):
        return self.classifier(self.pooled(x))


class Mended(ReID):
    def pooled(self, x):
        return self.avgpool(self.trunk(x)).flatten(1)


def build():
    return ReID()


def mended():
    return Mended()
