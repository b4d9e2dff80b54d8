import tempfile

from torchvision.datasets.imagenet import load_meta_file

load_meta_file(tempfile.gettempdir() + "/no_such_folder")
