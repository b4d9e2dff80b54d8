from torchvision.models import resnet18

checkpoint = resnet18().state_dict()
resnet18().load_state_dict(checkpoint["state_dict"])
