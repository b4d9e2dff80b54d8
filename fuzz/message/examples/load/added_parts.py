from torch import nn
from torchvision.models import resnet18

model = resnet18()
model.attention = nn.Conv2d(512, 512, 1)
model.load_state_dict(resnet18().state_dict())
