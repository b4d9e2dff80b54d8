# as written: TypeError: Invalid Weight class provided; expected ResNet50_Weights but received ResNet50_Weights.
from torchgeo.models import ResNet50_Weights
from torchvision.models import resnet50

resnet50(weights=ResNet50_Weights.SENTINEL2_RGB_MOCO)
