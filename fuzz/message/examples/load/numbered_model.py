from torch import nn
from torchvision.models import resnet18

features = nn.Sequential(*list(resnet18().children())[:-1])
features.load_state_dict(resnet18().state_dict())
