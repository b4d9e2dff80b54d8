import torch


def train(model, epochs):
    return model, epochs


train(3, model=torch.nn.ReLU())
