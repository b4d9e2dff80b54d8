import numpy as np

np.concatenate([np.zeros((32, 8)), np.zeros((14, 8))], axis=1)
