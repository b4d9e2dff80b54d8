from torchvision.models import resnet18

model = resnet18()
state = {key[7:]: value for key, value in model.state_dict().items()}
model.load_state_dict(state)
