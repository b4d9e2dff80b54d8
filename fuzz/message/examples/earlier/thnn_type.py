# as written: TypeError: FloatMSECriterion_updateOutput received an invalid combination of arguments - got (int, torch.FloatTensor, torch.DoubleTensor, torch.FloatTensor, bool), but expected (int state, torch.FloatTensor input, torch.FloatTensor target, torch.FloatTensor output, bool sizeAverage)
import torch
from torch import nn
from torch.autograd import Variable

nn.MSELoss()(Variable(torch.zeros(4)), Variable(torch.zeros(4).double()))  # of torch 0.1
