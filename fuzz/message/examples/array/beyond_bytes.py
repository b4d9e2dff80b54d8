# as written: OverflowError: Python integer 256 out of bounds for uint8
import numpy as np

np.zeros(2, np.uint8)[0] = 256
