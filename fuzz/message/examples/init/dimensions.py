from torch import nn
from torchvision.models import resnet18

for parameter in resnet18(num_classes=10).fc.parameters():
    nn.init.orthogonal_(parameter)
