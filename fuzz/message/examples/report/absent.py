# as written: ValueError: Number of classes, 2, does not match size of target_names, 3. Try specifying the labels parameter
from sklearn.metrics import classification_report

classification_report([0, 1, 1], [0, 1, 0], target_names=["cat", "dog", "bird"])
