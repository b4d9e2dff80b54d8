import numpy as np

mask = np.zeros((8, 8)).astype(np.float)
