from torch import nn
from torchvision.models import resnet18

model = resnet18()
model.fc = nn.Identity()
model.load_state_dict(resnet18().state_dict())
