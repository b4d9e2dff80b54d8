# as written: json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0), at model = resnet18(**json.load(file))
import json

from torchvision.models import resnet18

model = resnet18(**json.loads(""))
