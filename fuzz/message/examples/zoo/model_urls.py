# as written: ImportError: cannot import name 'model_urls' from 'torchvision.models.resnet' (resnet.py)
from torchvision.models.resnet import model_urls
