import torch
from torchvision.models.inception import InceptionOutputs

output = InceptionOutputs(torch.randn(2, 3), torch.randn(2, 3))  # of Inception v3 in train mode
torch.max(output, 1)
