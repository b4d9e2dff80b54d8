import numpy as np

features = np.zeros((4, 2048))
features[0] = np.zeros(512)
