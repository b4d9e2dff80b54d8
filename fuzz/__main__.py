"""``python -m fuzz`` in a checkout: the same as ``python -m resnet_fuzz`` and the command ``fuzz``."""

from fuzz.cli.app import main

if __name__ == "__main__":
    main()
