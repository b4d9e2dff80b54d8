# as written: AttributeError: 'ResNet' object has no attribute 'copy'
from torchvision.models import resnet18

loaded = resnet18()
resnet18().load_state_dict(loaded)
