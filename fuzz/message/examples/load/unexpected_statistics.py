from torch import nn

state = nn.InstanceNorm2d(8, track_running_stats=True).state_dict()
nn.InstanceNorm2d(8).load_state_dict(dict(state))
