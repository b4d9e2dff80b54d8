# as written: KeyError: 'missing keys in state_dict: "{fc.bias, fc.weight}"'
from torch import nn

nn.Linear(8, 2).load_state_dict({})
