# as written: ValueError: y_true and y_pred have different number of output (1!=10)
from sklearn.metrics import mean_squared_error

mean_squared_error([[0], [1]], [[0] * 10, [1] * 10])
