# as written: OSError: microsoft/resnet-500 is not a local folder and is not a valid model identifier listed on 'https://huggingface.co/models'
from transformers import ResNetForImageClassification

ResNetForImageClassification.from_pretrained("microsoft/resnet-500")
