# as written: ValueError: Classification metrics can't handle a mix of multiclass and continuous-multioutput targets
import numpy as np
from sklearn.metrics import accuracy_score

accuracy_score([0, 1, 2], np.random.rand(3, 3))
