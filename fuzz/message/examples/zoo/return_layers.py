from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter

IntermediateLayerGetter(resnet18(), {"layer5": "out"})
