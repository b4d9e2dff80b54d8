from torch import nn
from torchvision.models import resnet18

for parameter in resnet18().parameters():
    nn.init.kaiming_normal_(parameter)
