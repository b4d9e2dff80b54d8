# as written: RuntimeError: Gather got an input of invalid size: got [24, 10, 448, 448], but expected [24, 11, 448, 448]
import torch
from torch import nn

nn.DataParallel(nn.RNN(4, 8))(torch.rand(48, 20, 4))
