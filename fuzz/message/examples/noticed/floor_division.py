# as written: UserWarning: __floordiv__ is deprecated, and its behavior will change in a future version of pytorch.
import torch

torch.tensor(7) // 2
