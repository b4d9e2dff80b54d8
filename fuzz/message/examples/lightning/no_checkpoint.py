from torch import nn


def load_from_checkpoint(checkpoint):
    return checkpoint["pytorch-lightning_version"]


load_from_checkpoint(nn.Linear(2, 2).state_dict())
