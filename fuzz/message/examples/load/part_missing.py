from torch import nn

resnet = nn.ModuleDict({"conv1": nn.Conv2d(3, 8, 7), "bn1": nn.BatchNorm2d(8)})
network = nn.ModuleDict({"backbone": resnet})
network.load_state_dict({})
