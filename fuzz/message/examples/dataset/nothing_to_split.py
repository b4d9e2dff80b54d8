# as written: ValueError: With n_samples=0, test_size=0.2 and train_size=None, the resulting train set will be empty.
from sklearn.model_selection import train_test_split

train_test_split([], test_size=0.2)
