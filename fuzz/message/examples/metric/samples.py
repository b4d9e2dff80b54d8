# as written: ValueError: Found input variables with inconsistent numbers of samples: [100, 96]
import numpy as np
from sklearn.metrics import accuracy_score

accuracy_score(np.zeros(100), np.zeros(96))
