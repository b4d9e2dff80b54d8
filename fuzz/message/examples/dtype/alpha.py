from torch import nn

seen = nn.BatchNorm2d(8).num_batches_tracked
seen.add_(seen, alpha=0.1)
