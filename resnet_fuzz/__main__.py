"""``python -m resnet_fuzz``: the same as the command ``fuzz``."""

from fuzz.cli.app import main

if __name__ == "__main__":
    main()
