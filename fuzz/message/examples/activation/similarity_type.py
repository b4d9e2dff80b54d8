import torch
from torch.nn import functional as F

F.cosine_similarity(torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
