from torchvision.models.resnet import BasicBlock, ResNet

ResNet(BasicBlock, [2, 2, 2])
