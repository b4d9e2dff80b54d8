# as written: ValueError: Classification metrics can't handle a mix of unknown and binary targets
import numpy as np
from sklearn.metrics import accuracy_score

accuracy_score(np.array([0, 1], dtype=object), [0, 1])
