"""What a general answer may not say: it asks for torch, and for the line that shows what it names."""

import pytest

from fuzz.message import explain
from fuzz.message.answer import Answer

SITE = "/usr/lib/python3.10/site-packages"
NONE = "TypeError: 'NoneType' object is not subscriptable"


def traceback(error: str, *frames: tuple[str, str]) -> str:
    lines = ["Traceback (most recent call last):"]
    for file, source in frames:
        lines += [f'  File "{file}", line 12, in run', f"    {source}"]
    return "\n".join([*lines, error])


def answer_of(text: str) -> Answer:
    answer = explain(text).answer
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    "text",
    [
        f"from keras.models import Sequential\nmodel = Sequential()\nloss = history['loss']\n{NONE}",
        "import paddle\nfor x, y in loader:\nValueError: too many values to unpack (expected 2)",
        "I use jax.grad and an optax optimizer\nTypeError: unsupported operand type(s) for *: 'float'"
        " and 'dict'",
        "from sympy.tensor import Tensor\nTypeError: 'Tensor' object is not callable",
        "import tensorflow as tf\nx.numpy()\nAttributeError: 'Tensor' object has no attribute 'numpy'",
        "res = minimize(loss, x0)  # optimizer of scipy\nTypeError: loss() missing 1 required positional"
        " argument: 'y'",
    ],
)
def test_another_library_is_not_answered(text: str) -> None:
    assert explain(text).answer is None


@pytest.mark.parametrize(
    ("package", "source", "error"),
    [
        ("sklearn/utils/_encode.py", "uniques = sorted(uniques_set)", "'<' not supported between"),
        (
            "threadpoolctl.py",
            "config = get_config().split()",
            "'NoneType' object has no attribute 'split'",
        ),
        ("tqdm/std.py", "m.groups()", "'NoneType' object has no attribute 'groups'"),
        ("flask/app.py", "self.response(rv)", "'dict' object is not callable"),
        ("transformers/tokenization.py", "x.size()", "'NoneType' object has no attribute 'size'"),
        ("wandb/sdk/wandb_run.py", "self.backend(x)", "'NoneType' object is not callable"),
    ],
)
def test_what_a_package_without_torch_raised_is_not_answered(
    package: str, source: str, error: str
) -> None:
    kind = "AttributeError" if "attribute" in error else "TypeError"
    text = traceback(f"{kind}: {error}", ("train.py", "fit(model)"), (f"{SITE}/{package}", source))
    assert explain(f"import torch\n{text}").answer is None


def test_a_package_of_torch_is_answered() -> None:
    line = "score = self.cfg[0]"
    text = traceback(NONE, ("train.py", "cam(x)"), (f"{SITE}/pytorch_grad_cam/base_cam.py", line))
    assert answer_of(text).cause.startswith("self.cfg is None")


@pytest.mark.parametrize(
    "text",
    [
        "model = resnet18()\nTypeError: 'numpy.ndarray' object is not callable",
        "import torch\ny = a[0] + b[1]\nz = c[2]\n" + NONE,
        traceback("TypeError: 'NoneType' object is not iterable", ("t.py", "for a in zip(nn.A, x):")),
        traceback("TypeError: 'function' object is not iterable", ("t.py", "for a in zip(nn.A, get):")),
    ],
)
def test_a_line_that_does_not_show_it_names_nothing(text: str) -> None:
    cause = answer_of(text).cause
    assert cause.startswith(("what stands", "a value is None"))


def test_a_line_with_another_number_of_names_is_not_the_one() -> None:
    lines = "b, c, h, w = x.shape\nout, aux = split(x)\n"
    error = "ValueError: too many values to unpack (expected 2)"
    assert answer_of(f"import torch\n{lines}{error}").cause.startswith("split(x) gives more")
    assert explain(f"import torch\nb, c, h, w = x.shape\n{error}").answer is None


def test_of_a_loop_the_items_are_taken_apart() -> None:
    error = "ValueError: too many values to unpack (expected 2)"
    assert (
        "an item of state_dict" in answer_of(traceback(error, ("t.py", "for k, v in state_dict:"))).cause
    )
    none = "TypeError: cannot unpack non-iterable NoneType object"
    assert (
        "an item of self.samples"
        in answer_of(
            "import torch\n" + traceback(none, ("t.py", "for path, label in self.samples:"))
        ).cause
    )


def test_a_function_of_somebody_else_has_its_return() -> None:
    line = "epoch = re.search('e', path).group(1)"
    error = "AttributeError: 'NoneType' object has no attribute 'group'"
    fix = answer_of("import torch\n" + traceback(error, ("t.py", line))).fix
    assert "return the result" not in fix
    own = answer_of("import torch\n" + traceback(error, ("t.py", "x = self.find(path).group(1)"))).fix
    assert "return the result at the end of self.find()" in own


@pytest.mark.parametrize(
    ("operator", "one", "other"),
    [
        (">>", "builtin_function_or_method", "_io.TextIOWrapper"),
        ("+", "dict", "dict"),
        ("+", "PosixPath", "str"),
        ("<", "dict", "dict"),
        (">=", "str", "Version"),
        ("+", "Sequential", "Linear"),
    ],
)
def test_operands_of_which_nothing_is_known(operator: str, one: str, other: str) -> None:
    text = f"TypeError: unsupported operand type(s) for {operator}: '{one}' and '{other}'"
    assert explain(f"import torch\n{text}").answer is None


@pytest.mark.parametrize(
    ("operands", "words"),
    [
        ("|: 'type' and 'NoneType'", "Python 3.10"),
        ("/: 'str' and 'str'", "pathlib"),
        ("+: 'NoneType' and 'str'", "never set"),
        ("+: 'int' and 'str'", "str(value)"),
        ("+: 'int' and 'dict'", "sum(losses.values())"),
    ],
)
def test_operands_by_the_operator(operands: str, words: str) -> None:
    assert words in answer_of(f"import torch\nTypeError: unsupported operand type(s) for {operands}").fix


def test_releases_are_no_numbers() -> None:
    error = "TypeError: '<' not supported between instances of 'str' and 'float'"
    assert explain(traceback(error, ("t.py", "if torch.__version__ < 1.6:"))).answer is None


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("n = x.ndim()", "int", "without ( )"),
        ("plt.title('loss')", "str", "plt.title = ..."),
        ("x = self.act(x)", "str", "getattr"),
        ("x = table(x)", "DataFrame", "[ ]"),
    ],
)
def test_what_is_called_by_its_line(line: str, kind: str, words: str) -> None:
    error = f"TypeError: '{kind}' object is not callable"
    assert words in answer_of("import torch\n" + traceback(error, ("t.py", line))).fix


def test_of_a_tensor_only_near_names_are_meant() -> None:
    error = "AttributeError: 'Tensor' object has no attribute '{}'\nimport torch"
    assert answer_of(error.format("transpse")).fix == "x.transpose"
    assert "x.size" not in answer_of(error.format("resize")).fix
    assert "dictionary" in answer_of(error.format("items")).fix
    assert explain(error.format("set_shape")).answer is None


def test_a_module_has_the_function_that_an_item_lacks() -> None:
    error = "AttributeError: 'float' object has no attribute 'exp'"
    text = "import torch\n" + traceback(error, ("t.py", "y = np.exp(table)"))
    assert explain(text).answer is None


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("dropout(): argument 'p' (position 2) must be float, not tuple", "pass float"),
        (
            "embedding(): argument 'indices' (position 2) must be Tensor, not BatchEncoding",
            "pass Tensor",
        ),
        ("zeros(): argument 'size' (position 1) must be tuple of ints, not list", "what the list holds"),
        ("stack(): argument 'tensors' (position 1) must be tuple of Tensors, not dict", ".values()"),
    ],
)
def test_an_advice_fits_both_types(message: str, words: str) -> None:
    assert words in answer_of(f"TypeError: {message}").fix


GOT = "TypeError: {} received an invalid combination of arguments - got {}, but expected one of:\n"
MAX = (
    " * (Tensor input, *, Tensor out = None)\n * (Tensor input, Tensor other, *, Tensor out = None)\n"
    " * (Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)"
)
CLAMP = (
    " * (Tensor input, Tensor min = None, Tensor max = None, *, Tensor out = None)\n"
    " * (Tensor input, Number min = None, Number max = None, *, Tensor out = None)"
)
ADD = " * (Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)"
ZEROS = " * (tuple of ints size, *, torch.dtype dtype = None, torch.device device = None)"


@pytest.mark.parametrize(
    ("function", "given", "forms", "words"),
    [
        ("max()", "(Tensor, dim=str)", MAX, "its dim is int, and got str"),
        ("max()", "(Tensor, axis=str)", MAX, "its dim is int, and got str"),
        ("clamp()", "(Tensor, str)", CLAMP, "its min is Tensor or Number, and got str"),
        ("zeros()", "(tuple, dtype=NoneType)", ZEROS, "size holds something else than ints"),
        (
            "add()",
            "(NoneType, Tensor)",
            " * (Tensor input, Tensor other, *, Number alpha = 1)",
            "its input",
        ),
    ],
)
def test_the_argument_of_a_form(function: str, given: str, forms: str, words: str) -> None:
    assert words in answer_of(GOT.format(function, given) + forms).cause


@pytest.mark.parametrize("given", ["(NoneType, int)", "(int, float)", "(tuple, colour=str, dtype=str)"])
def test_where_more_than_one_differs_none_is_named(given: str) -> None:
    answer = answer_of(GOT.format("zeros()", given) + ZEROS)
    assert answer.cause == f"zeros() has no form that takes {given}"


def test_a_method_of_a_class_wants_an_object() -> None:
    text = "import torch\nTypeError: eval() missing 1 required positional argument: 'self'"
    assert "self=" not in answer_of(text).fix


def test_only_a_hook_is_told_how_hooks_are_called() -> None:
    error = "TypeError: Net.forward() takes from 2 to 3 positional arguments but 4 were given"
    call = (f"{SITE}/torch/nn/modules/module.py", "return forward_call(*args, **kwargs)")
    assert "hook" not in answer_of(traceback(error, ("t.py", "model(x, y, z)"), call)).fix


def test_older_rows_ask_for_their_line() -> None:
    seek = "AttributeError: 'NoneType' object has no attribute 'seek'\nimport torch\nimg = Image.open(p)"
    assert answer_of(seek).name != "load.loaded_twice"
    log = "AttributeError: 'NoneType' object has no attribute 'log'"
    line = "wandb.run.log({'loss': loss.item()})"
    assert answer_of("import torch\n" + traceback(log, ("t.py", line))).cause.startswith(
        "wandb.run is None"
    )
    unpack = "ValueError: not enough values to unpack (expected 4, got 3)"
    lines = "b, c, h, w = x.shape\nout, aux = model(x)\n"
    assert answer_of(f"import torch\n{lines}{unpack}").name != "network.one_output"
