import torch
from torchvision.models import resnet18

resnet18().to(torch.int8)
