import numpy as np
import torch

torch.from_numpy(np.zeros(3)).resize_(10)
