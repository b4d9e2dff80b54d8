# as written: model = DistributedDataParallel(network)\nRuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.cuda.FloatTensor [64]] is at version 3; expected version 2 instead.
import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

network = nn.Sequential(nn.Conv2d(3, 64, 3), nn.BatchNorm2d(64))
model = DistributedDataParallel(network.cuda())
real, fake = torch.zeros(2, 2, 3, 8, 8, device="cuda")
(model(real).mean() - model(fake).mean()).backward()
