import torchvision
from torch.ao import quantization

quantization.prepare_qat(torchvision.models.resnet18().eval())
