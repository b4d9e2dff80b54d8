from torch import nn
from torchvision.models.detection import FasterRCNN

backbone = nn.Conv2d(3, 8, 3)
FasterRCNN(backbone)
