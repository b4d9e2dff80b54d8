# as written: numpy._core._exceptions._ArrayMemoryError: Unable to allocate 56.1 GiB for an array with shape (50000, 224, 224, 3) and data type float64
import numpy as np

np.ones((50_000, 224, 224, 3))
