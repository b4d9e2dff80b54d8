from torch.nn.utils import prune
from torchvision.models import resnet18

pruned = resnet18()
prune.l1_unstructured(pruned.conv1, "weight", amount=0.5)
resnet18().load_state_dict(pruned.state_dict())
