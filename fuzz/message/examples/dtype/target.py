# as written: RuntimeError: Expected object of scalar type Long but got scalar type Float for argument #2 'target' in call to _thnn_nll_loss_forward
import torch
from torch import nn

nn.CrossEntropyLoss()(torch.rand(4, 3), torch.zeros(4))
