# as written: TypeError: Accuracy.__new__() missing 1 required positional argument: 'task'
from torchmetrics import Accuracy

Accuracy()
