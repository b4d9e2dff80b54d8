from torch import nn
from torchvision.models import resnet18


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        network = resnet18()
        self.layers = nn.ModuleList([network.layer1, network.layer2, network.layer3, network.layer4])


state = resnet18().state_dict()
Backbone().load_state_dict({name: value for name, value in state.items() if name.startswith("layer")})
