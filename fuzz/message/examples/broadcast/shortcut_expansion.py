import torch
from torchvision.models.resnet import BasicBlock, ResNet


class Wide(BasicBlock):
    expansion = 4


ResNet(Wide, [2, 2, 2, 2])(torch.rand(2, 3, 64, 64))
