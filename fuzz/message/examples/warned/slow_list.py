import numpy as np
import torch

torch.tensor([np.ones(3), np.ones(3)])
