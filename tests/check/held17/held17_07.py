"""A small DETR: each query gets classes and a box (cx, cy, w, h) in 0..1."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class MLP(nn.Module):
    """Feed-forward network of the boxes; the sigmoid is the caller's."""

    def __init__(self, input_dim, hidden_dim, output_dim, num_layers):
        super().__init__()
        self.num_layers = num_layers
        dims = [input_dim] + [hidden_dim] * (num_layers - 1) + [output_dim]
        self.layers = nn.ModuleList(nn.Linear(n, k) for n, k in zip(dims[:-1], dims[1:]))

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))  # FAULT
        return x


class TinyDETR(nn.Module):
    def __init__(self, num_classes=10, num_queries=12, dim=64):
        super().__init__()
        self.backbone = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.input_proj = nn.Conv2d(512, dim, 1)
        encoder = nn.TransformerEncoderLayer(dim, 4, 128, dropout=0.0, batch_first=True)
        decoder = nn.TransformerDecoderLayer(dim, 4, 128, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(encoder, 1)
        self.decoder = nn.TransformerDecoder(decoder, 2)
        self.query_embed = nn.Embedding(num_queries, dim)
        self.class_embed = nn.Linear(dim, num_classes + 1)
        self.bbox_embed = MLP(dim, dim, 4, 3)

    def forward(self, images):
        src = self.input_proj(self.backbone(images)).flatten(2).transpose(1, 2)
        memory = self.encoder(src)
        queries = self.query_embed.weight.unsqueeze(0).expand(images.size(0), -1, -1)
        hs = self.decoder(queries, memory)
        return {"pred_logits": self.class_embed(hs), "pred_boxes": self.bbox_embed(hs).sigmoid()}


class OpenMLP(MLP):
    def forward(self, x):
        for i, layer in enumerate(self.layers):
            x = F.relu(layer(x)) if i < self.num_layers - 1 else layer(x)
        return x


def build():
    return TinyDETR()


def mended():
    net = TinyDETR()
    net.bbox_embed = OpenMLP(64, 64, 4, 3)
    return net
