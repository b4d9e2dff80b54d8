import torch
from torch.nn import functional as F

student, teacher = torch.rand(2, 10), torch.rand(2, 1000)
F.kl_div(F.log_softmax(student, 1), F.softmax(teacher, 1), reduction="batchmean")
