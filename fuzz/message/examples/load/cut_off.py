# as written: RuntimeError: Error(s) in loading state_dict for ResNet: Missing key(s) in state_dict: "conv1.weight", "bn1.weight", "bn1.bias", ...
from torchvision.models import resnet18

state = {f"module.{key}": value for key, value in resnet18().state_dict().items()}
resnet18().load_state_dict(state)
