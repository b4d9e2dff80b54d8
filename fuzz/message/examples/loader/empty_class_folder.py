import tempfile
from pathlib import Path

from torchvision.datasets import ImageFolder

root = Path(tempfile.mkdtemp())
(root / ".ipynb_checkpoints").mkdir()
ImageFolder(root)
