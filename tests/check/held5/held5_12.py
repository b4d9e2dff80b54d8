"""Clouds in satellite pictures (R, G, B, near infrared). criterion = nn.BCEWithLogitsLoss()."""

from torch import nn
from torch.nn.functional import interpolate
from torchvision.models import resnet18
from torchvision.models.feature_extraction import create_feature_extractor


class CloudFPN(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(4, 64, 7, stride=2, padding=3, bias=False)
        nodes = {f"layer{i}": f"c{i + 1}" for i in (1, 2, 3, 4)}
        self.bottom_up = create_feature_extractor(net, return_nodes=nodes)
        widths = (64, 128, 256, 512)
        self.lateral = nn.ModuleDict({f"c{i + 2}": nn.Conv2d(w, 64, 1) for i, w in enumerate(widths)})
        self.head = nn.Sequential(
            nn.Conv2d(64, 32, 3, padding=1, bias=False),
            nn.GroupNorm(4, 32),
            nn.ReLU(inplace=True),
            nn.Conv2d(32, 1, 1),
            nn.Sigmoid(),  # FAULT
        )

    def forward(self, x):
        maps = self.bottom_up(x)
        top = self.lateral["c5"](maps["c5"])
        for name in ("c4", "c3", "c2"):
            here = self.lateral[name](maps[name])
            top = here + interpolate(top, size=here.shape[-2:], mode="nearest")
        return interpolate(self.head(top), size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return CloudFPN()


def mended():
    net = CloudFPN()
    net.head = net.head[:-1]
    return net
