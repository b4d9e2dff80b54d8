"""What Python itself says of a program with torch is told by the line that failed."""

import pytest

from fuzz.message import explain

TORCH = '  File "/lib/site-packages/torch/utils/_contextlib.py", line 5, in decorate\n    func(*args)\n'


def pasted(message: str, source: str, function: str = "main", file: str = "train.py") -> str:
    own = f'  File "{file}", line 9, in {function}\n    {source}\n'
    return f"Traceback (most recent call last):\n{TORCH}{own}{message}"


def told(message: str, source: str, function: str = "main") -> str:
    answer = explain(pasted(message, source, function)).answer
    assert answer is not None
    return f"{answer.name}: {answer.cause} {answer.fix}"


@pytest.mark.parametrize(
    ("message", "source", "function", "words"),
    [
        ("KeyError: 'image'", "x = batch['image'].to(device)", "main", "batch.keys()"),
        ("KeyError: 'n01'", "y = self.class_to_idx[name]", "__getitem__", "sorted(self.class_to_idx)"),
        ("KeyError: 'lr'", "lr = config['lr']", "main", "print(config)"),
        ("KeyError: 'aux'", "loss = outputs['aux']", "main", "the network or loss returns"),
        ("IndexError: list index out of range", "p = self.paths[i]", "__getitem__", "len(self.paths)"),
        (
            "IndexError: list index out of range",
            "x = self.blocks[3](x)",
            "forward",
            "as forward() takes",
        ),
        ("IndexError: list index out of range", "n = sys.argv[1]", "main", "python train.py"),
        ("IndexError: tuple index out of range", "h = x.shape[3]", "forward", "len(x.shape)"),
        (
            "TypeError: list indices must be integers or slices, not str",
            "x = batch['image']",
            "main",
            "batch[0]",
        ),
        (
            "TypeError: list indices must be integers or slices, not float",
            "x = xs[n / 2]",
            "main",
            "//",
        ),
        ("TypeError: string indices must be integers", "b = ann['bbox']", "main", "json.loads"),
    ],
)
def test_an_item_that_is_not_there(message: str, source: str, function: str, words: str) -> None:
    assert words in told(message, source, function)


@pytest.mark.parametrize(
    ("message", "source", "words"),
    [
        ("NameError: name 'nn' is not defined", "fc = nn.Linear(1, 2)", "from torch import nn"),
        ("NameError: name 'Net' is not defined", "super(Net, self).__init__()", "super().__init__()"),
        (
            "UnboundLocalError: local variable 'loss' referenced before assignment",
            "loss",
            "empty loader",
        ),
        ("ModuleNotFoundError: No module named 'cv2'", "import cv2", "opencv-python"),
        ("ModuleNotFoundError: No module named 'nets.head'", "import nets.head", "PYTHONPATH"),
        ("ImportError: cannot import name 'Net' from 'nets' (/n.py)", "from nets import Net", "nets"),
        (
            "ValueError: invalid literal for int() with base 10: 'cat'",
            "y = int(label)",
            "class_to_index",
        ),
        ("ValueError: invalid literal for int() with base 10: '3.0'", "y = int(cell)", "int(float("),
        ("ValueError: could not convert string to float: ''", "y = float(cell)", "empty lines"),
        ("AssertionError", "assert x.shape[1] == 3", "print(x.shape[1])"),
        ("RuntimeError: OrderedDict mutated during iteration", "for m in net.modules():", "setattr"),
        ("AttributeError: 'Namespace' object has no attribute 'lr'", "lr = args.lr", "'--lr'"),
        ("TypeError: 'int' object is not subscriptable", "acc = correct[0]", "correct is of type int"),
        ("TypeError: 'int' object is not iterable", "for e in epochs:", "range(epochs)"),
        ("TypeError: object of type 'generator' has no len()", "len(parts)", "list(values)"),
        ("TypeError: 'tuple' object does not support item assignment", "b[0] = x", "list(b)"),
        ("TypeError: build() got an unexpected keyword argument 'depth'", "build(depth=50)", "depth"),
        ("ValueError: 'NCHW' is not a valid Format", "net = build()", "list(Format)"),
        ("ValueError: Unknown backbone: resnet51", "net = build()", "resnet51"),
        ("ValueError: ratio should be at least 1, but got 0", "net = build(0)", "net = build(0)"),
    ],
)
def test_what_python_says_is_told_by_the_line(message: str, source: str, words: str) -> None:
    assert words in told(message, source)


def test_a_function_that_calls_itself() -> None:
    frames = '  File "net.py", line 9, in forward\n    return self(x)\n' * 3
    said = "RecursionError: maximum recursion depth exceeded"
    answer = explain(f"Traceback (most recent call last):\n{TORCH}{frames}{said}").answer
    assert answer is not None
    assert "self(x)" in answer.fix


def test_parameters_of_a_replica_in_prose() -> None:
    answer = explain(
        "nn.DataParallel gives a StopIteration at `d = next(net.parameters()).dtype`"
    ).answer
    assert answer is not None
    assert answer.name == "general.no_parameters"


@pytest.mark.parametrize(
    "message",
    ["KeyError: 'HOME'", "IndexError: list index out of range", "AssertionError", "KeyError: 3"],
)
def test_without_a_word_of_torch_nothing_is_said(message: str) -> None:
    source = '  File "run.py", line 9, in main\n    value = rows[3]\n'
    assert explain(f"Traceback (most recent call last):\n{source}{message}").answer is None
