from torch import nn
from torchvision.models import resnet18

model = nn.DataParallel(resnet18())
model.load_state_dict(resnet18().state_dict())
