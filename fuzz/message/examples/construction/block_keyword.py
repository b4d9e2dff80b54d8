from torchvision.models.resnet import BasicBlock

BasicBlock(64, 64, reduction=16)
