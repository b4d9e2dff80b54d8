"""Messages about the arguments and files of the data sets of torchvision."""

from fuzz.message.words import option

DATASETS = "https://docs.pytorch.org/vision/stable/datasets.html"
FOLDER = "https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.DatasetFolder.html"

READINGS = (
    option(
        "folder.no_classes",
        "'class_to_index' must have at least one entry to collect any samples",
        "The class_to_idx parameter cannot be None",
        cause="a DatasetFolder has no classes: class_to_idx is empty or None, as find_classes() of a"
        " derived class returned it",
        fix="return both from find_classes(directory): (['cat', 'dog'], {{'cat': 0, 'dog': 1}})",
        page=FOLDER,
    ),
    option(
        "folder.extensions",
        "Both extensions and is_valid_file cannot be None or not None at the same time",
        cause="DatasetFolder takes either extensions or is_valid_file to tell which files are samples,"
        " and was given both or none",
        fix="DatasetFolder(root, loader, extensions=('.npy',)), or ImageFolder(root) for images",
        page=FOLDER,
    ),
    option(
        "folder.transforms",
        "Only transforms or transform/target_transform can be passed as argument",
        cause="the data set was given transforms, which gets image and target together, and transform or"
        " target_transform, which get one each",
        fix="for classification leave out transforms: CIFAR10(root, transform=transform)",
        page=DATASETS,
    ),
    option(
        "folder.no_metadata",
        "Dataset metadata file not found or corrupted. You can use download=True to download it",
        cause="the folder root has the data of CIFAR without its batches.meta, or a damaged one",
        fix="CIFAR10(root, download=True), after deleting what is in root",
        page=DATASETS,
    ),
    option(
        "folder.imagenet",
        "The archive {name:word} is not present in the root directory or is corrupted",
        "The meta file {name:word} is not present in the root directory or is corrupted",
        cause="ImageNet needs {name} in its folder root, where it is missing or damaged: torchvision may"
        " not download it",
        fix="download the archives (with ILSVRC2012_devkit_t12.tar.gz) by hand into root; where the"
        " images are unpacked in folders of classes, use ImageFolder(root + '/train')",
        page="https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.ImageNet.html",
    ),
)
