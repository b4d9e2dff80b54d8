from torch import nn
from torchvision.models import resnet18

part = nn.DataParallel(resnet18()).fc
