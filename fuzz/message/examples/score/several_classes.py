# as written: ValueError: multiclass format is not supported
from sklearn.metrics import average_precision_score

average_precision_score([0, 1, 2], [0.1, 0.9, 0.4])
