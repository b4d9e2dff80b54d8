from torchvision.models import resnet18

state = {key: value.numpy() for key, value in resnet18().state_dict().items()}
resnet18().load_state_dict(state)
