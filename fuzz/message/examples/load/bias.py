from torch import nn
from torchvision.models import resnet18

state = resnet18().state_dict()
model = resnet18()
model.conv1 = nn.Conv2d(3, 64, 7, 2, 3)
model.load_state_dict(state)
