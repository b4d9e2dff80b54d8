import torchvision
from torch.ao import quantization

quantization.fuse_modules(torchvision.models.resnet18(), [["conv1", "bn1"]])
