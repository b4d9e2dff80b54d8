from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_avg_fn, get_ema_multi_avg_fn

AveragedModel(nn.Linear(8, 8), avg_fn=get_ema_avg_fn(), multi_avg_fn=get_ema_multi_avg_fn())
