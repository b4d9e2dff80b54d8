# as written: TypeError: __init__() got an unexpected keyword argument 'label_smoothing'
from torch import nn

nn.CrossEntropyLoss(label_smoothing=0.1)
