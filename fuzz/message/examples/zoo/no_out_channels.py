from torch import nn
from torchvision.models import resnet18
from torchvision.models.detection import FasterRCNN

FasterRCNN(nn.Sequential(*list(resnet18().children())[:-2]), num_classes=2)
