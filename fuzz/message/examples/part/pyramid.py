import torch
from torchvision.ops import FeaturePyramidNetwork

FeaturePyramidNetwork([64], 64)([torch.rand(1, 64, 8, 8)])
