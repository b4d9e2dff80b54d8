import torch
from torchvision import models


def backbone(name):
    if not hasattr(models, name):
        raise ValueError(f"Unknown backbone: {name}")
    return getattr(models, name)()


features = torch.nn.Sequential(*list(backbone("resnet51").children())[:-1])
