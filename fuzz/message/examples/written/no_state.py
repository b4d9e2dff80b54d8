from torch import nn

nn.Linear.load_state_dict({})
