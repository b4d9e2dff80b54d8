from torch import nn
from torchvision.models import resnet18

model = resnet18()
model.fc = nn.Identity()
model.fc = nn.Linear(model.fc.in_features, 10)
