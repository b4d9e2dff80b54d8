# as written: TypeError: resnet50() got an unexpected keyword argument 'weights'
from torchvision.models import resnet50

resnet50(weights="DEFAULT")
