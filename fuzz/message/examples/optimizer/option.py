import torch
from torchvision.models import resnet18

torch.optim.SGD(resnet18().parameters(), lr=0.1, momentum=-0.9)
