from torchvision.models import mobilenet_v2, resnet18

resnet18().load_state_dict(mobilenet_v2().state_dict())
