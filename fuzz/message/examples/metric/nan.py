# as written: ValueError: Input y_score contains NaN.
from sklearn.metrics import roc_auc_score

roc_auc_score([0, 1], [float("nan"), 0.5])
