# as written: UserWarning: torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument.
import torch

torch.meshgrid(torch.ones(2), torch.ones(2))
