from torch import nn
from torchvision.models import resnet18

features = nn.Sequential(*list(resnet18().children())[:-1])
resnet18().load_state_dict(features.state_dict())
