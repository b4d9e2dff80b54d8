from torch import nn
from torchvision.models import resnet18

saved = resnet18()
saved.attention = nn.Conv2d(512, 512, 1)
resnet18().load_state_dict(saved.state_dict())
