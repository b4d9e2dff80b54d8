import torch
from torchvision.models import resnet18

resnet18()(torch.rand(2, 3, 64, 64), return_features=True)
