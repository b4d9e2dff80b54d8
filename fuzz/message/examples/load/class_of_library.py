import io
import pickle

from torch.nn.modules import linear


class Identity2:
    __module__ = linear.__name__


linear.Identity2 = Identity2
Identity2.__qualname__ = "Identity2"
file = io.BytesIO(pickle.dumps(Identity2()))
del linear.Identity2
pickle.load(file)
