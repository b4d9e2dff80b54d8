# as written: UserWarning: Using a non-full backward hook when the forward contains multiple autograd Nodes is deprecated and will be removed in future versions.
import torch
from torchvision.models import resnet18

network = resnet18()
network.layer1.register_backward_hook(lambda module, inside, outside: None)
network(torch.ones(2, 3, 32, 32)).sum().backward()
