import torch
from torchvision.models import resnet18

embedding = torch.zeros(512)


def hook(module, inputs, output):
    embedding.copy_(output)


model = resnet18()
model.avgpool.register_forward_hook(hook)
model(torch.rand(2, 3, 64, 64))
