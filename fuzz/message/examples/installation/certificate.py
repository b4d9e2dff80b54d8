# as written:   File "/usr/lib/python3/torch/hub.py", line 633, in download_url_to_file\nurllib.error.URLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1091)>
from torchvision.models import resnet50

resnet50(weights="DEFAULT")
