"""Finds kettles. One head for three levels, each with its own scale; places come with scores."""

import torch
from torch import Tensor, nn
from torchvision.models.resnet import BasicBlock, ResNet


class Scale(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.value = nn.Parameter(torch.tensor(1.0))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.value


class Head(nn.Module):
    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.tower = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1), nn.GroupNorm(8, width), nn.ReLU(inplace=True)
        )
        self.out = nn.Conv2d(width, outputs, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.tower(x))


class KettleDetector(nn.Module):
    strides = (8, 16, 32)

    def __init__(self, width: int = 64, classes: int = 3) -> None:
        super().__init__()
        self.resnet = ResNet(BasicBlock, [1, 1, 1, 1])
        del self.resnet.fc
        self.adapt = nn.ModuleList(nn.Conv2d(c, width, 1) for c in (128, 256, 512))
        self.scores = Head(width, classes)
        self.boxes = Head(width, 4)
        self.scales = nn.ModuleList(Scale() for _ in self.strides)

    def levels(self, x: Tensor) -> list[Tensor]:
        net = self.resnet
        x = net.layer1(net.maxpool(net.relu(net.bn1(net.conv1(x)))))
        found = []
        for stage in (net.layer2, net.layer3, net.layer4):
            x = stage(x)
            found.append(x)
        return found

    @staticmethod
    def centres(x: Tensor, stride: int) -> Tensor:
        ys, xs = (torch.arange(n, device=x.device, dtype=x.dtype) for n in x.shape[-2:])
        grid = torch.stack(torch.meshgrid(ys, xs, indexing="ij"), dim=-1)
        return (grid.flatten(0, 1) + 0.5) * stride

    def forward(self, image: Tensor) -> dict[str, list[Tensor]]:
        result: dict[str, list[Tensor]] = {"scores": [], "boxes": []}
        for x, adapt, scale, stride in zip(self.levels(image), self.adapt, self.scales, self.strides):
            x = adapt(x)
            reach = scale(self.boxes(x)).exp().flatten(2).mT * stride
            middle = self.centres(x, stride)
            result["scores"].append(self.scores(x).flatten(2).mT)
            result["boxes"].append(torch.cat([middle - reach[..., :2], middle + reach[..., 2:]], dim=-1))
        return result


def build() -> nn.Module:
    return KettleDetector()
