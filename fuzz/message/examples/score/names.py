# as written: ValueError: Mix of label input types (string and number)
from sklearn.metrics import accuracy_score

accuracy_score(["cat", "dog"], [0, 1])
