"""Taskonomy-like: one trunk, and a head for each task in a ModuleDict; a dict of outputs comes back."""

import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet

TASKS = {"depth": 1, "normals": 3, "edges": 1}


class Head(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.squeeze = nn.Conv2d(cin, 32, 1)
        self.out = nn.Conv2d(32, cout, 3, padding=1)

    def forward(self, f, size):
        f = F.silu(self.squeeze(f))
        return self.out(F.interpolate(f, size=size, mode="bicubic", align_corners=False))


class MultiTask(nn.Module):
    def __init__(self):
        super().__init__()
        norm = lambda c: nn.GroupNorm(8, c)  # noqa: E731
        self.trunk = ResNet(BasicBlock, [1, 1, 1, 1], norm_layer=norm)
        del self.trunk.fc, self.trunk.avgpool
        self.heads = nn.ModuleDict({task: Head(512, n) for task, n in TASKS.items()})

    def forward(self, x):
        t = self.trunk
        f = t.maxpool(t.relu(t.bn1(t.conv1(x))))
        for stage in (t.layer1, t.layer2, t.layer3, t.layer4):
            f = stage(f)
        out = {task: head(f, x.shape[-2:]) for task, head in self.heads.items()}
        out["normals"] = F.normalize(out["normals"], dim=1)
        return out


def build():
    return MultiTask()
