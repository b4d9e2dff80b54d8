from torchvision.models import resnet18

state = {key: value for key, value in resnet18().state_dict().items() if not key.startswith("fc.")}
resnet18().load_state_dict(state)
