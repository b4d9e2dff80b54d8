from torch._utils import _get_device_index

_get_device_index("cpu")
