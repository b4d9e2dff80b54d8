from torch import nn


class Network(nn.Module):
    def __init__(self, num_classes=1000):
        super().__init__()
        self.fc = nn.Linear(2048, num_classes)


def build_model_with_cfg(model_cls, variant, pretrained, **kwargs):
    return model_cls(pretrained_cfg={"url": ""}, **kwargs)


build_model_with_cfg(Network, "network", False)
