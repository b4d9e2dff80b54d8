# as written: Missing key(s) in state_dict
from torch import nn

nn.Linear(8, 2).load_state_dict({})
