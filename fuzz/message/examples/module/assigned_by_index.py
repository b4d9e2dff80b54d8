from torch import nn
from torchvision.models import resnet18

model = resnet18()
model["fc"] = nn.Linear(512, 10)
