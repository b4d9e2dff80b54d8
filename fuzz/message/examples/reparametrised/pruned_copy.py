import copy

import torch
from torch.nn.utils import prune
from torchvision.models import resnet18

model = resnet18()
prune.l1_unstructured(model.fc, "weight", amount=0.5)
model(torch.randn(2, 3, 64, 64)).sum()
kept, pruned = copy.deepcopy(model), prune.is_pruned(model)
