# as written: UserWarning: volatile was removed and now has no effect. Use `with torch.no_grad():` instead.
import torch
from torch.autograd import Variable

Variable(torch.zeros(1, 3, 8, 8), volatile=True)
