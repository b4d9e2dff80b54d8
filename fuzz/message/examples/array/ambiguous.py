import numpy as np

if np.zeros(2) == np.zeros(2):
    pass
