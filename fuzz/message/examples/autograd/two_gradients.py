import torch

x = torch.ones(3, requires_grad=True).sum()
torch.autograd.backward(x, grad_tensors=torch.ones(()), grad_variables=torch.ones(()))
