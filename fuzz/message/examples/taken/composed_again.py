# as written: TypeError: 'Compose' object is not iterable
from torchvision.transforms import Compose, ToTensor

Compose(Compose([ToTensor()]))(None)
