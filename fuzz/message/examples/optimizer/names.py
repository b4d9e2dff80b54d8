import torch
from torchvision.models import resnet18

torch.optim.SGD(dict(resnet18().named_parameters()), lr=0.1)
