# as written: ImportError: cannot import name 'PILLOW_VERSION' from 'PIL' (/usr/lib/python3/PIL/__init__.py)
from torchvision import transforms

transforms.ToTensor()
