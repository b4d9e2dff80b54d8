import torch
from torch import nn

layers = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.BatchNorm2d(8)).eval()
torch.ao.quantization.fuse_modules(layers, [["0", "1", "2"]])
