# as written: TypeError: argument 0 is not a Variable
import torch
from torchvision.models import resnet18

resnet18()(torch.zeros(1, 3, 224, 224))  # of torch 0.3
