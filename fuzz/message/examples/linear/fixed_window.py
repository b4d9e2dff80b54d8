# as written: images = torch.randn(4, 3, 256, 256)\nRuntimeError: size mismatch, m1: [4 x 2048], m2: [512 x 10]
import torch
from torch import nn
from torchvision.models import resnet18

model = resnet18(num_classes=10)
model.avgpool = nn.AvgPool2d(7, 1)
images = torch.randn(4, 3, 256, 256)
model(images)
