from torchvision.models import resnet18
from torchvision.models.feature_extraction import create_feature_extractor

model = resnet18()
create_feature_extractor(model, [model.layer4])
