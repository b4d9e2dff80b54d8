"""Messages of NumPy and scikit-learn about arrays without one shape, and about too few samples."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import shows
from fuzz.message.words import option

NUMPY = "https://numpy.org/doc/stable/reference/generated/numpy."
SPLIT = "https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html"
DATA = "https://docs.pytorch.org/docs/stable/data.html"


def _of_features(told: Told) -> bool:
    """Whether it is a place for features or batches that is filled: their numbers differ at the end."""
    got, wanted = told.shape("got"), told.shape("wanted")
    return bool(got and wanted) and got[-1] != wanted[-1] and got[-1] >= FEATURES


FEATURES = 64
"""A last dimension from here on is that of features, and no image's colours or a table's columns."""

READINGS = (
    option(
        "array.ragged",
        "setting an array element with a sequence",
        cause="np.array() of parts that differ in shape: images of different sizes, features of a last"
        " batch that is smaller, labels of which some are lists; or of tensors on the GPU",
        fix="print the shapes of the parts; resize images to one size, join batches by"
        " np.concatenate(features) (torch.cat(features).cpu().numpy()), and keep what differs in a list",
        page=f"{NUMPY}array.html",
        confidence="likely",
    ),
    option(
        "array.joined",
        "all the input array dimensions except for the concatenation axis must match exactly, but along"
        " dimension {d:number}, the array at index {first:number} has size {a:number} and the array at"
        " index {second:number} has size {b:number}",
        "all the input array dimensions for the concatenation axis must match exactly, but along"
        " dimension {d:number}, the array at index {first:number} has size {a:number} and the array at"
        " index {second:number} has size {b:number}",
        cause="arrays are joined along one axis and differ in another: dimension {d} is {a} in one and"
        " {b} in the next, as where batches are joined along axis 1, or features of two networks along"
        " axis 0",
        fix="batches are joined along axis 0, np.concatenate(batches, axis=0), features of one image"
        " along axis 1; print(a.shape, b.shape) tells",
        page=f"{NUMPY}concatenate.html",
        confidence="likely",
    ),
    option(
        "array.copied_into",
        "could not broadcast input array from shape {got:sizes} into shape {wanted:sizes}",
        cause="an array of shape ({got}) is written into a place of shape ({wanted})",
        fix="make the array that is filled as wide as what comes, np.zeros((n, features.shape[1])), and"
        " the last batch a slice of its own length: a[i : i + len(x)] = x; of images resize or pad"
        " first",
        page="https://numpy.org/doc/stable/user/basics.broadcasting.html",
        confidence="likely",
        when=_of_features,
    ),
    option(
        "array.ambiguous",
        "The truth value of an array with more than one element is ambiguous",
        cause="Python asks for one truth value of an array that has several: in an if, and, or, not, or"
        " `in` a list of arrays",
        fix="(a == b).all() or .any(), np.array_equal(a, b), & and | in place of and, or",
        page=f"{NUMPY}all.html",
    ),
    reading(
        "index {got:number} is out of bounds for axis {axis:number} with size {count:number}",
        answers=(
            plain(
                "array.index",
                cause="index {got} was asked of an array that has {count} along axis {axis}, 0 to"
                " {count} - 1: a class number that is not below the number of classes (of a table of"
                " names, of"
                " colours, of a confusion matrix), or a data set whose __len__ says more than it has",
                fix="print(labels.min(), labels.max()) against {count}: number the classes from 0,"
                " and leave"
                " out 255; __len__ of a data set returns len of the very list that __getitem__ indexes",
                page=DATA,
                confidence="likely",
            ),
        ),
    ),
    option(
        "array.beyond_bytes",
        "Python integer {got:text} out of bounds for uint8",
        cause="{got} is put into an array of uint8, which knows 0 to 255, and NumPy 2 refuses what it"
        " wrapped around before",
        fix="array.astype(np.int64) first (labels of -1, sums), or a number within 0 to 255",
        page="https://numpy.org/doc/stable/numpy_2_0_migration_guide.html",
    ),
    option(
        "array.tensor_given",
        "Expected array-like (array or non-string sequence), got tensor",
        cause="scikit-learn was given a tensor where it takes arrays or lists",
        fix="output.detach().cpu().numpy(), target.cpu().numpy()",
        page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.numpy.html",
    ),
    option(
        "dataset.one_member",
        "The least populated class in y has only",
        cause="a stratified split puts images of each class into both parts, and a class has one image"
        " alone",
        fix="leave classes with a single image out or add to them, or split without stratify=",
        page=SPLIT,
    ),
    option(
        "dataset.nothing_to_split",
        "the resulting train set will be empty",
        cause="there is nothing to split: the list of images is empty (or has fewer than the parts)",
        fix="print(len(paths)): look at the folder and the pattern, glob('**/*.jpg',"
        " recursive=True), and"
        " its capital letters",
        page=SPLIT,
    ),
    reading(
        "random_ expects 'from' to be less than 'to', but got from={low:number} >= to={high:number}",
        answers=(
            plain(
                "dataset.random_of_nothing",
                cause="a random number from {low} to below {high} is asked for, and there is none:"
                " the data"
                " set or list that is drawn from is empty, or a crop is larger than the image",
                fix="print the length (or the sizes) that torch.randint is given: look at the path"
                " of the"
                " data, and resize or pad images below the size of the crop first",
                page="https://docs.pytorch.org/docs/stable/generated/torch.randint.html",
                confidence="likely",
                when=lambda told: not shows(told, r"randint\(\d+, ?\d+"),
            ),
        ),
    ),
)
