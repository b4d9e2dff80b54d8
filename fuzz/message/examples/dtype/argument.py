# as written: RuntimeError: Expected object of scalar type Float but got scalar type Double for argument #4 'mat1' in call to _th_addmm
import torch
from torch import nn

nn.Linear(8, 2)(torch.rand(4, 8).double())
