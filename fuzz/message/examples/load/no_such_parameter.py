from torch import nn

network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
state = {f"module.{key}": value for key, value in network.state_dict().items()}
network.load_state_dict({key: state[key] for key in network.state_dict()})
