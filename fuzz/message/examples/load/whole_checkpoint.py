from torchvision.models import resnet18

model = resnet18()
checkpoint = {"epoch": 3, "arch": "resnet18", "state_dict": model.state_dict()}
model.load_state_dict(checkpoint)
