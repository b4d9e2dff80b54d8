"""Image retrieval with a linear autoencoder on ResNet features: the decoder is the encoder, transposed.

The code of an image and what comes back of its features go into the loss.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class TiedCoder(nn.Module):
    def __init__(self, dim, code):
        super().__init__()
        self.encode = nn.Linear(dim, code)
        self.decode = nn.Linear(code, code)
        self.decode.weight = nn.Parameter(torch.eye(code))
        self.bias = nn.Parameter(torch.zeros(dim))

    def forward(self, x):
        code = torch.tanh(self.encode(x))
        back = F.linear(self.decode(code), self.encode.weight.t(), self.bias)
        return code, back


class RetrievalNet(nn.Module):
    def __init__(self, code=48, num_labels=20):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.coder = TiedCoder(512, code)
        self.labels = nn.Linear(code, num_labels, bias=False)
        self.proxies = nn.Linear(code, num_labels, bias=False)
        self.proxies.weight = self.labels.weight  # one set of proxies, on purpose

    def forward(self, x):
        features = self.backbone(x)
        code, back = self.coder(features)
        cosine = F.linear(F.normalize(code), F.normalize(self.proxies.weight))
        return {"code": code, "back": back, "logits": self.labels(code), "cosine": cosine}


def build():
    return RetrievalNet()
