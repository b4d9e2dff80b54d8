import torch
from torchvision.models import ResNet

ResNet.forward(torch.rand(1, 3, 64, 64))
