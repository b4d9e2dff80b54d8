import argparse

from torchvision.models import resnet18

args = argparse.ArgumentParser().parse_args([])
model = resnet18(num_classes=args.num_classes)
