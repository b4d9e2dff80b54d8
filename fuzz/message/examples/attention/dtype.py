import torch
import torch.nn.functional as F

q = torch.rand(1, 2, 3, 4)
F.scaled_dot_product_attention(q, q.half(), q)
