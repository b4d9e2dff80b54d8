# as written: ValueError: continuous format is not supported
from sklearn.metrics import roc_auc_score

roc_auc_score([0.0, 0.4, 1.0], [0.1, 0.9, 0.4])
