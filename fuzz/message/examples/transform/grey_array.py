import numpy as np

image = np.zeros((1, 224, 224))
image -= np.zeros((3, 224, 224))
