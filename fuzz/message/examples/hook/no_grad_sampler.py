# as written: NotImplementedError: grad sampler is not yet implemented for BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
from opacus import PrivacyEngine
from torchvision.models import resnet18

PrivacyEngine().make_private(module=resnet18(), optimizer=None, data_loader=None)
