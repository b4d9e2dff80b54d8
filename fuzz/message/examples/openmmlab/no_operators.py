# as written: ModuleNotFoundError: No module named 'mmcv._ext'
from mmcv.ops import nms

print(nms)
