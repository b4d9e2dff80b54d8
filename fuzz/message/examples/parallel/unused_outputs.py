# as written: RuntimeError: Expected to have finished reduction in the prior iteration before starting a new one. This error indicates that your module has parameters that were not used in producing loss. Since `find_unused_parameters=True` is enabled, this likely  means that not all `forward` outputs participate in computing loss.
import torch
from torch.nn.parallel import DistributedDataParallel
from torchvision.models import inception_v3

model = DistributedDataParallel(inception_v3(aux_logits=True), find_unused_parameters=True)
for _ in range(2):
    model(torch.zeros(2, 3, 299, 299)).logits.sum().backward()
