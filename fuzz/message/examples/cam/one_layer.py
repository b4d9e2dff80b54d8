from torch import nn


def activations(target_layers):
    for layer in target_layers:
        print(layer)


activations(nn.LayerNorm(8))
