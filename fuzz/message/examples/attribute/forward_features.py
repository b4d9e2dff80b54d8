import torch
from torchvision.models import resnet18

resnet18().forward_features(torch.zeros(1, 3, 32, 32))
