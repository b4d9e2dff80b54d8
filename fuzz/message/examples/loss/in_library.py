# as written:   File "/site-packages/torchattacks/attack.py", line 549, in get_all_values\n    if items not in stack:\nRuntimeError: Boolean value of Tensor with more than one value is ambiguous
import torch
import torchattacks

attack = torchattacks.PGD(torch.nn.Identity())
attack.factors = [torch.ones(3), torch.ones(3)]
