# as written:   File "/usr/lib/python3/torch/hub.py", line 633, in download_url_to_file\nurllib.error.URLError: <urlopen error [Errno -2] Name or service not known>
import torchvision

torchvision.models.resnet18(weights="DEFAULT")
