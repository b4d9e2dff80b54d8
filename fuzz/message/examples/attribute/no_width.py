from torch import nn
from torchvision.models import resnet18

backbone = resnet18()
nn.Linear(backbone.out_features, 2)
