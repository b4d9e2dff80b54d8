# as written: RuntimeError: element 0 of variables tuple is volatile
import torch
from torch.autograd import Variable

Variable(torch.zeros(1, 2), volatile=True).sum().backward()
