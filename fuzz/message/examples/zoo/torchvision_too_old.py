# as written: File "/cache/hub/user_repository/hubconf.py", line 23, in _resnext\n    model = ResNet(block, layers, **kwargs)\nTypeError: __init__() got an unexpected keyword argument 'groups'
from torchvision.models.resnet import Bottleneck, ResNet

ResNet(Bottleneck, [3, 4, 23, 3], groups=32, width_per_group=8)
