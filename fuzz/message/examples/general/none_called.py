import torch
from torchvision.models.resnet import BasicBlock

block = BasicBlock(64, 64)
block.downsample(torch.randn(1, 64, 8, 8))
