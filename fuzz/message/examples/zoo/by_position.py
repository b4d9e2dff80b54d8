# as written: TypeError: resnet50() takes from 0 to 2 positional arguments but 3 were given
from torchvision.models import resnet50

resnet50(True, True, 10)  # torchvision before 0.13
