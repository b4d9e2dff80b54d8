# as written: ImportError: cannot import name 'InterpolationMode' from 'torchvision.transforms' (/usr/lib/python3/torchvision/transforms/__init__.py)
from torchvision.transforms import InterpolationMode, Resize

Resize(224, interpolation=InterpolationMode.BILINEAR)
