# as written: ValueError: The least populated class in y has only 1 member, which is too few.
from sklearn.model_selection import train_test_split

train_test_split([1, 2, 3], stratify=[0, 0, 1])
