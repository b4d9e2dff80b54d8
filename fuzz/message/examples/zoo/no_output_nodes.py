# as written: ValueError: No output nodes found in graph_module.graph.nodes
from torchvision.models import resnet18
from torchvision.models.feature_extraction import create_feature_extractor

create_feature_extractor(resnet18(), return_nodes=["layer4"])
