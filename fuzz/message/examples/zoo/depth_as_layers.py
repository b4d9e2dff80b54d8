from torchvision.models.resnet import Bottleneck, ResNet

ResNet(Bottleneck, 50)
