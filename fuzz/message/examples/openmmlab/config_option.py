# as written:   File "/site-packages/mmcv/utils/registry.py", line 51, in build_from_cfg\n    return obj_cls(**args)\nTypeError: __init__() got an unexpected keyword argument 'init_cfg'
from mmdet.models import build_backbone

build_backbone({"type": "ResNet", "depth": 50, "init_cfg": {"type": "Pretrained"}})
