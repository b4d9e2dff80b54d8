# as written: ImportError: attempted relative import with no known parent package, at from .resnet import ResNet
from torch import nn

from .resnet import ResNet

model = nn.Sequential(ResNet())
