from torchvision.models import mnasnet0_5
from torchvision.models._utils import handle_legacy_interface


@handle_legacy_interface(weights=("pretrained", None))
def resnet10(*, weights=None):
    return mnasnet0_5(weights=weights)


resnet10(pretrained=True)
