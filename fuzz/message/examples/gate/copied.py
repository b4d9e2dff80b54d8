import torch
from torchvision.models import resnet18

resnet18().fc.weight.data.copy_(torch.zeros(10, 512))
