import numpy as np
import torch

array = np.zeros(2)
array.flags.writeable = False
torch.from_numpy(array)
