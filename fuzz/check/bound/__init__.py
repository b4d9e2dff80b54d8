"""The input contract of a network: for each dimension the sizes that it takes, by running both sides."""
