# as written: UserWarning: The use of the transforms.Scale transform is deprecated, please use transforms.Resize instead.
from torchvision import transforms

transforms.Scale(32)
