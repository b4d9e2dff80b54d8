"""SimSiam: two views of an image; each is predicted from the other, whose gradient is stopped."""

from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class SimSiam(nn.Module):
    def __init__(self, dim=128, pred=32):
        super().__init__()
        self.encoder = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=dim, zero_init_residual=True)
        width = self.encoder.fc.weight.shape[1]
        self.encoder.fc = nn.Sequential(
            nn.Linear(width, width, bias=False),
            nn.BatchNorm1d(width),
            nn.ReLU(inplace=True),
            self.encoder.fc,
            nn.BatchNorm1d(dim, affine=False),
        )
        self.encoder.fc[3].bias.requires_grad = False  # it is followed by BN
        self.predictor = nn.Sequential(
            nn.Linear(dim, pred, bias=False),
            nn.BatchNorm1d(pred),
            nn.ReLU(inplace=True),
            nn.Linear(pred, dim),
        )

    def forward(self, x1, x2):
        z1, z2 = self.encoder(x1), self.encoder(x2)
        p1, p2 = self.predictor(z1), self.predictor(z2)
        return p1, p2, z1.detach(), z2.detach()


def build():
    return SimSiam()
