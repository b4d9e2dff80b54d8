# as written: ValueError: Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].
from sklearn.metrics import f1_score

f1_score([0, 1, 2], [0, 1, 1])
