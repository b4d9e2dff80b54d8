from torch import nn


class ResNet(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = layers


def resnet50(**kwargs):
    return ResNet([3, 4, 6, 3], **kwargs)


resnet50(pretrained=True)
