from torchvision.models import get_weight

get_weight("IMAGENET1K_V2")
