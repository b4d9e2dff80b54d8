# as written: UserWarning: Argument 'interpolation' of type int is deprecated since 0.13 and will be removed in 0.15. Please use InterpolationMode enum.
from torchvision.transforms import Resize

Resize(32, interpolation=2)
