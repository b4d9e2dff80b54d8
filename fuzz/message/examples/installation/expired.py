# as written: Downloading: "https://download.pytorch.org/models/resnet50-0676ba61.pth"\nURLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1091)>
from torchvision.models import ResNet50_Weights, resnet50

resnet50(weights=ResNet50_Weights.DEFAULT)
