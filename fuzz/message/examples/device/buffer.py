# as written: RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu! (when checking argument for argument running_mean in method wrapper__cudnn_batch_norm)
import torch
from torch import nn

network = nn.BatchNorm2d(3)
for parameter in network.parameters():
    parameter.data = parameter.data.cuda()
network(torch.zeros(2, 3, 4, 4, device="cuda"))
