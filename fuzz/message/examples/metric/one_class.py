# as written: ValueError: Only one class present in y_true. ROC AUC score is not defined in that case.
from sklearn.metrics import roc_auc_score

roc_auc_score([1, 1, 1], [0.2, 0.6, 0.7])
