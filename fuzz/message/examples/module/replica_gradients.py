from torch import nn

replica = nn.Linear(2, 2)._replicate_for_data_parallel()
replica.zero_grad()
