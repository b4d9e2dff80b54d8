from torch import nn


def network(**options):
    return nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8, **options))


network().load_state_dict(network(track_running_stats=False).state_dict())
