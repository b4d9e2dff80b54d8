# as written: UserWarning: The parameter 'pretrained' is deprecated since 0.13 and may be removed in the future, please use 'weights' instead.
from torchvision.models import resnet18

resnet18(pretrained=False)
