from torch import nn
from torchvision.models.feature_extraction import create_feature_extractor


class Head(nn.Module):
    def forward(self, x):
        return x * 2 if self.training else x.relu() + 1


create_feature_extractor(Head(), {"x": "x"})
