from torch import nn


def network(stem):
    return nn.ModuleDict({**stem, "layer1": nn.Conv2d(8, 8, 3)})


deep = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 8, 3))
plain = network({"conv1": nn.Conv2d(3, 8, 7)})
network({"conv1": deep}).load_state_dict(plain.state_dict())
