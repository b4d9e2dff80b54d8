import io
import pickle
import sys
from types import ModuleType

import torch


class Moved:
    pass


# as NumPy 2 names a module that NumPy 1 has elsewhere
sys.modules["numpy._newer"] = ModuleType("numpy._newer")
Moved.__module__, Moved.__qualname__ = "numpy._newer", "Moved"
sys.modules["numpy._newer"].Moved = Moved
file = io.BytesIO()
torch.save(Moved(), file)
del sys.modules["numpy._newer"]
file.seek(0)
torch.load(file, weights_only=False)
