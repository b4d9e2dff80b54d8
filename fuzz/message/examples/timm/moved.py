# as written: ModuleNotFoundError: No module named 'timm.models.layers.helpers'
from timm.models.layers.helpers import to_2tuple

to_2tuple(7)
