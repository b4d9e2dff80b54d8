import torch
from torchvision.models import resnet18

model = resnet18()
low = model.layer1(model.maxpool(model.conv1(torch.randn(1, 3, 64, 64))))
gate = model.layer3(model.layer2(low)).mean(1, keepdim=True)
gated = low * gate
