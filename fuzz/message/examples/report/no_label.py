# as written: ValueError: At least one label specified must be in y_true
from sklearn.metrics import confusion_matrix

confusion_matrix([0, 1], [0, 1], labels=[2, 3])
