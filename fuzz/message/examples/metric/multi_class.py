# as written: ValueError: multi_class must be in ('ovo', 'ovr')
import numpy as np
from sklearn.metrics import roc_auc_score

roc_auc_score([0, 1, 2], np.eye(3))
