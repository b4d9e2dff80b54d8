# as written: ValueError: Number of classes in y_true not equal to the number of columns in 'y_score'
import numpy as np
from sklearn.metrics import roc_auc_score

roc_auc_score([0, 1, 1], np.full((3, 3), 1 / 3), multi_class="ovr")
