# as written: encoder = nn.Sequential(*list(resnet.children()))\nencoder(x)\nRuntimeError: mat1 dim 1 must match mat2 dim 0
import torch
from torch import nn
from torchvision.models import resnet18

resnet = resnet18()
encoder = nn.Sequential(*list(resnet.children()))
x = torch.zeros(1, 3, 224, 224)
encoder(x)  # of torch 1.7
