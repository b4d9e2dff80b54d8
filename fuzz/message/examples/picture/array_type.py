# as written: TypeError: can't convert np.ndarray of type numpy.uint16. The only supported types are: float64, float32, float16, complex64, complex128, int64, int32, int16, int8, uint8, and bool.
import numpy as np
import torch

torch.from_numpy(np.zeros((8, 8), np.uint16))
