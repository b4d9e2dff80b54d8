# as written: RuntimeError: Error(s) in loading state_dict for Net: Missing key(s) in state_dict: "backbone.conv1.weight", "backbone.bn1.weight", "backbone.bn1.bias",
from torch import nn
from torchvision.models import resnet18

network = nn.ModuleDict({"backbone": resnet18()})
network.load_state_dict(resnet18().state_dict())
