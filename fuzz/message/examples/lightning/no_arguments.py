# as written: AttributeError: type object 'Trainer' has no attribute 'add_argparse_args'
from argparse import ArgumentParser

from pytorch_lightning import Trainer

parser = Trainer.add_argparse_args(ArgumentParser())
