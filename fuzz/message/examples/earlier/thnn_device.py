# as written: TypeError: FloatSpatialConvolutionMM_updateOutput received an invalid combination of arguments - got (int, torch.FloatTensor, torch.FloatTensor, torch.cuda.FloatTensor), but expected (int state, torch.FloatTensor input, torch.FloatTensor output, torch.FloatTensor weight)
import torch
from torch import nn
from torch.autograd import Variable

nn.Conv2d(3, 8, 3).cuda()(Variable(torch.zeros(1, 3, 8, 8)))  # of torch 0.1
