from torchvision.models import get_model

get_model("resnet20")
