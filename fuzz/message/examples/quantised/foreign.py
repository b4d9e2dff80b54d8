from torch import nn
from torch.ao.quantization import fuse_modules
from torchvision.ops import FrozenBatchNorm2d

fuse_modules(nn.Sequential(nn.Conv2d(3, 8, 3), FrozenBatchNorm2d(8)).eval(), [["0", "1"]])
