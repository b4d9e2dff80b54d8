# as written: ValueError: multilabel-indicator is not supported
from sklearn.metrics import confusion_matrix

confusion_matrix([[0, 1], [1, 0]], [[0, 1], [0, 1]])
