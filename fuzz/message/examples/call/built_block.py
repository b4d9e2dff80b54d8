from torchvision.models.resnet import BasicBlock, ResNet

ResNet(BasicBlock(64, 64), [2, 2, 2, 2])
