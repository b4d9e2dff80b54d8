from torch import nn

layer = nn.Linear(8, 3)
layer.register_full_backward_hook(lambda module, inputs, outputs: None)
layer.register_backward_hook(lambda module, inputs, outputs: None)
