# as written: ImportError: torch.utils.ffi is deprecated. Please use cpp extensions instead.
from torch.utils.ffi import create_extension

create_extension("nms", headers=["nms.h"], sources=["nms.c"])
