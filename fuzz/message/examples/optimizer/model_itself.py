import torch
from torchvision.models import resnet18

torch.optim.SGD(resnet18(), lr=0.1)
