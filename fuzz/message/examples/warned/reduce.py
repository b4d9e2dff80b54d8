from torch import nn

nn.CrossEntropyLoss(size_average=True)
