import numpy as np

names = np.array(["ant", "bee"])
names[2]
