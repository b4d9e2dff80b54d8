import torch
from torch.nn import functional as F
from torchvision.models import resnet18

meta_model = resnet18(num_classes=2)
loss = F.cross_entropy(meta_model(torch.randn(2, 3, 32, 32)), torch.tensor([0, 1]))
grads = torch.autograd.grad(loss, meta_model.fc.weight, create_graph=True)
meta_model.fc.weight = meta_model.fc.weight - 0.1 * grads[0]
