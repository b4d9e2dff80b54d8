from torch import nn
from torchvision.models import resnet18

nn.DataParallel(resnet18()).fc
