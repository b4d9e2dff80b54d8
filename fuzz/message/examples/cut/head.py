# as written: size mismatch for fc.weight
from torch import nn

nn.Linear(8, 2).load_state_dict(nn.Linear(8, 3).state_dict())
