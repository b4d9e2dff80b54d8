import torchvision
from torchvision.models._utils import IntermediateLayerGetter

IntermediateLayerGetter(torchvision.models.resnet18(), {"layer4.1.relu": "out"})
