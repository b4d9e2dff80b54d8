from torch import nn
from torchvision.models import resnet18

nn.parallel.DistributedDataParallel(resnet18())
