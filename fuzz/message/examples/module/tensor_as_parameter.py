import torch
from torchvision.models import resnet18

resnet18().fc.weight = torch.zeros(1000, 512)
