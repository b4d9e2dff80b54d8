# as written: ValueError: Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0 over classes
import numpy as np
from sklearn.metrics import roc_auc_score

roc_auc_score([0, 1, 2], np.random.randn(3, 3), multi_class="ovr")
