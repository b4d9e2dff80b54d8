"""Messages of data sets and loaders that are asked for what another one holds."""

from fuzz.message.reading import Told, plain, reading

DATA = "https://docs.pytorch.org/docs/stable/data.html"
DATASETS = "https://docs.pytorch.org/vision/stable/datasets.html"
OF_DATASET = frozenset(
    (
        "classes", "class_to_idx", "targets", "labels", "imgs", "samples", "data", "transform", "root",
        "target_transform", "train_labels", "train_data", "test_labels", "test_data",
    )
)  # fmt: skip
OLD = {
    "train_labels": "targets", "test_labels": "targets", "train_data": "data", "test_data": "data",
}  # fmt: skip
"""What CIFAR and MNIST called their images and labels before torchvision 0.2.2."""
RENAMED = ("CIFAR10", "CIFAR100", "MNIST", "FashionMNIST", "KMNIST", "EMNIST", "QMNIST")
OF_FOLDER = {
    "data": "samples, a list of (path, class index); its images are read when they are asked for",
    "labels": "targets, a list of class indices",
    "train_labels": "targets, a list of class indices",
    "train_data": "samples, a list of (path, class index); its images are read when they are asked for",
    "labels_to_idx": "class_to_idx",
    "class_names": "classes",
}
OF_SVHN = {"targets": "labels", "classes": "no names: the classes are the digits 0 to 9"}
OF_LOADER = frozenset(
    ("shape", "size", "targets", "labels", "classes", "class_to_idx", "data", "to", "cuda")
)


def _renamed(told: Told) -> dict[str, str] | None:
    kind, name = told.text("kind"), told.text("name")
    if kind in RENAMED and name == "labels":
        return {"now": "targets"}
    tables = {**dict.fromkeys(RENAMED, OLD), "ImageFolder": OF_FOLDER, "DatasetFolder": OF_FOLDER}
    now = {**tables, "SVHN": OF_SVHN}.get(kind, {}).get(name)
    return {"now": now} if now else None


def _of_dataset(told: Told) -> bool:
    return told.text("name") in OF_DATASET


READINGS = (
    reading(
        "'Subset' object has no attribute '{name:name}'",
        answers=(
            plain(
                "held.subset",
                cause="random_split() and Subset give a Subset, which has its dataset and its indices,"
                " and"
                " not {name}",
                fix="ask the data set in it: subset.dataset.{name}; of the samples that belong to it"
                " alone,"
                " [subset.dataset.targets[i] for i in subset.indices]. subset.dataset.transform = ..."
                " changes"
                " that of all parts: make the data set twice for two transforms",
                page=f"{DATA}#torch.utils.data.Subset",
                when=_of_dataset,
            ),
        ),
    ),
    reading(
        "'ConcatDataset' object has no attribute '{name:name}'",
        answers=(
            plain(
                "held.joined",
                cause="a ConcatDataset has the data sets that it joins, datasets, and not {name}",
                fix="ask each of them: [t for d in joined.datasets for t in d.targets] for targets,"
                " joined.datasets[0].{name} for what all share",
                page=f"{DATA}#torch.utils.data.ConcatDataset",
                when=_of_dataset,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "held.renamed",
                cause="a data set of torchvision of the class {kind} has no {name} (any more)",
                fix="it has {now}",
                page=DATASETS,
                more=_renamed,
            ),
        ),
    ),
    reading(
        "'DataLoader' object has no attribute '{name:name}'",
        answers=(
            plain(
                "held.loader",
                cause="a DataLoader gives batches and holds no data: {name} is of its data set, or of"
                " a batch",
                fix="for images, labels in loader: takes batches, with images.shape and"
                " images.to(device) in the"
                " loop; loader.dataset is the data set, with its classes and targets; len(loader) counts"
                " batches, len(loader.dataset) samples",
                page=f"{DATA}#torch.utils.data.DataLoader",
                when=lambda told: told.text("name") in OF_LOADER,
            ),
        ),
    ),
)
