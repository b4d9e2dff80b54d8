# as written: TypeError: Cannot convert a MPS Tensor to float64 dtype as the MPS framework doesn't support float64. Please use float32 instead.
import numpy as np
import torch

torch.from_numpy(np.zeros(3)).to("mps")
