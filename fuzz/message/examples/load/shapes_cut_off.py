# as written: RuntimeError: Error(s) in loading state_dict for ResNet: Missing key(s) ... Unexpected key(s) ... size mismatch for layer1.0.conv1.weight
from torchvision.models import resnet18, resnet50

resnet50().load_state_dict(resnet18().state_dict())
