"""Messages of what is to be moved to a device, or used as a tensor, and is an array, a list, a name."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.data.collate import COLLATE
from fuzz.message.table.loss.common import shows

MOVES = ("to", "cuda", "cpu")
CONVERTS = (
    "unsqueeze", "permute", "float", "double", "long", "half", "detach", "numpy", "requires_grad_",
    "requires_grad", "backward", "type_as", "dim", "is_cuda", "device", "contiguous", "expand", "numel",
)  # fmt: skip
"""Methods of tensors that arrays of NumPy have not; ``device`` they have since NumPy 2."""


LABELS = r"\b(?:labels?|classes|names?|y|y_batch|lbl|category|categories)\.(?:to|cuda)\("


def _moves(told: Told) -> bool:
    return told.text("name") in MOVES


def _array(told: Told) -> bool:
    return told.text("got") in ("numpy.ndarray", "ndarray")


READINGS = (
    reading(
        "'{got:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "loader.names_to_device",
                cause="{name}() was called on the labels of a batch, which are a tuple: default_collate"
                " leaves strings as they are, such as names of classes or of files, and a collate_fn"
                " leaves targets that differ in length",
                fix="print(labels[0]): of names make numbers in __getitem__, class_to_idx[name], so that"
                " the batch is a tensor (a wrong path may be behind it, where a label is cut out of"
                " one); of tensors move each, [t.to(device) for t in labels]",
                page=COLLATE,
                confidence="likely",
                when=lambda told: told.text("got") == "tuple" and _moves(told) and shows(told, LABELS),
            ),
            plain(
                "loader.list_to_device",
                cause="{name}() was called on a {got}, and only tensors can be moved to a device: a"
                " batch"
                " of the DataLoader is a {got}, such as [images, labels], or a collate_fn returns a"
                " {got} with a tensor or an array for each image, as of targets that differ in length",
                fix="take a batch apart, for images, labels in loader, and move each part:"
                " images.to(device); of a {got} of targets move each, [torch.as_tensor(t).to(device) for"
                " t in targets], or make it one tensor in the collate_fn: torch.stack (of one size) or"
                " torch.cat",
                page=COLLATE,
                confidence="likely",
                when=lambda told: told.text("got") in ("list", "tuple") and _moves(told),
            ),
            plain(
                "loader.array_to_device",
                cause="{name}() is a method of tensors, and was called on an array of NumPy",
                fix="convert it first: torch.from_numpy(array).{name}(), mostly with .float() for images"
                " and .long() for class indices; or at the end of __getitem__ or the collate_fn",
                page="https://docs.pytorch.org/docs/stable/generated/torch.from_numpy.html",
                when=lambda told: _array(told) and told.text("name") in (*MOVES, *CONVERTS),
            ),
            plain(
                "loader.number_to_device",
                cause="{name}() is a method of tensors, and was called on a {got} of Python",
                fix="torch.tensor(value, device=device) for a number; names and paths (str) are not"
                " moved to a device: map labels to class indices in the data set",
                page="https://docs.pytorch.org/docs/stable/generated/torch.tensor.html",
                when=lambda told: told.text("got") in ("str", "int", "float", "bool") and _moves(told),
            ),
            plain(
                "loader.image_to_device",
                cause="{name}() is a method of tensors, and was called on an image of PIL",
                fix="end the transform with ToTensor(): transforms.ToTensor()(image).{name}(...)",
                page="https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor"
                ".html",
                when=lambda told: told.text("got").endswith(("Image", "ImageFile")) and _moves(told),
            ),
        ),
    ),
)
