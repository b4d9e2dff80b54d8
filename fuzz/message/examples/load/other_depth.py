from torchvision.models import resnet18, resnet34

resnet34().load_state_dict(resnet18().state_dict())
