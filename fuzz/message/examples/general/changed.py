from torch import nn
from torchvision.models import resnet18

model = resnet18()
for name, module in model._modules.items():
    model._modules.pop(name)
    model._modules[f"{name}_kept"] = nn.Sequential(module)
