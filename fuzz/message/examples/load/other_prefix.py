from torch import nn
from torchvision.models import resnet18


class Classifier(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.add_module(name, resnet18())


Classifier("backbone").load_state_dict(Classifier("encoder_q").state_dict())
