import torch
from torch import nn


class Explained:
    def __init__(self, network):
        self.network, self.gradients = network, None
        network[1].register_full_backward_hook(self.keep)

    def keep(self, module, grad_input, grad_output):
        self.gradients = grad_output[0]

    def explain(self, x):
        self.network[0](x).sum().backward()
        return self.gradients.data.numpy()


Explained(nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 2))).explain(torch.zeros(1, 4))
