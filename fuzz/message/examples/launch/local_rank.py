# as written: train.py: error: unrecognized arguments: --local-rank=0
from argparse import ArgumentParser

parser = ArgumentParser()
parser.add_argument("--epochs", type=int)
parser.parse_args(["--local-rank=0"])
