import numpy as np

np.array([np.zeros(2), np.zeros(3)])
