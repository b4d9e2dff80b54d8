# as written: TypeError: FloatClassNLLCriterion_updateOutput received an invalid combination of arguments - got (int, torch.FloatTensor, torch.DoubleTensor, torch.FloatTensor, bool, NoneType, torch.FloatTensor), but expected (int state, torch.FloatTensor input, torch.LongTensor target, torch.FloatTensor output, bool sizeAverage, [torch.FloatTensor weights or None], torch.FloatTensor total_weight)
import torch
from torch import nn
from torch.autograd import Variable

target = torch.eye(4).double()
nn.CrossEntropyLoss()(Variable(torch.zeros(4, 4)), Variable(target))  # of torch 0.1
