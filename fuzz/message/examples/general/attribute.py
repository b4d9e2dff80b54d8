from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter

features = IntermediateLayerGetter(resnet18(), ["layer4"])
