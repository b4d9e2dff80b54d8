"""An autoencoder whose decoder has the weights of its encoder, with a mask of what is to be hidden.

Activations are counted by a hook; the activation is a lambda, as strangers write it.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


class TiedAutoencoder(nn.Module):
    def __init__(self, ch=12):
        super().__init__()
        self.encode = nn.Conv2d(3, ch, 4, 4)
        self.mix = nn.Conv2d(ch, ch, 1)
        self.mix_again = self.mix
        self.act = lambda x: F.leaky_relu(x, 0.1)
        self.bias_out = nn.Parameter(torch.zeros(3))
        self.register_buffer("grey", torch.full((1, 3, 1, 1), 0.5))
        self.seen = 0
        self.mix.register_forward_hook(self.count)

    def count(self, module, args, output):
        self.seen += 1

    def forward(self, x, mask=None, *, scale: float = 1.0):
        if mask is not None:
            x = torch.where(mask, self.grey, x)
        z = self.act(self.encode(x))
        z = self.mix_again(self.act(self.mix(z)))
        return F.conv_transpose2d(z, self.encode.weight * scale, self.bias_out, stride=4)


def build():
    return TiedAutoencoder()
