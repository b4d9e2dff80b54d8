from torch import nn


class Head(nn.Module):
    def __init__(self, **options):
        super().__init__(**options)


Head(num_classes=10)
