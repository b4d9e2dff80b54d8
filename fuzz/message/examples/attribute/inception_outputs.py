import torch
from torchvision.models import GoogLeNetOutputs

output = GoogLeNetOutputs(torch.zeros(2, 10), torch.zeros(2, 10), torch.zeros(2, 10))
output.argmax(1)
