# as written: ValueError: Expected array-like (array or non-string sequence), got tensor([0, 1])
import torch
from sklearn.utils.multiclass import type_of_target

type_of_target(torch.tensor([0, 1]))
