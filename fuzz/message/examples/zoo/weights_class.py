from torchvision.models import get_weight

get_weight("Resnet50_Weights.IMAGENET1K_V2")
