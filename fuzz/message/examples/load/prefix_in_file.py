from torch import nn
from torchvision.models import resnet18

saved = nn.DataParallel(resnet18()).state_dict()
resnet18().load_state_dict(saved)
