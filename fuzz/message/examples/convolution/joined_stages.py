import torch
from torch import nn

# layer4 and layer3 of resnet34, in front of a decoder that was made for resnet50
deep, skip = torch.rand(1, 512, 8, 8), torch.rand(1, 256, 8, 8)
nn.Conv2d(2048 + 1024, 512, 3, padding=1)(torch.cat([deep, skip], dim=1))
