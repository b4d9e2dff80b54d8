"""Paste: the same message is found in whatever form it was pasted, and no text is too strange."""

import html
import json
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.message import explain
from fuzz.message.paste import parse

MULTIPLY = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (64x25088 and 2048x10)"
KNOWN = (
    (MULTIPLY, "linear.in_features"),
    (
        "RuntimeError: Given groups=1, weight of size [64, 3, 7, 7], expected input[8, 1, 28, 28] to"
        " have 3 channels, but got 1 channels instead",
        "conv2d.channels",
    ),
    ("IndexError: Target 10 is out of bounds.", "crossentropyloss.index_range"),
    (
        "RuntimeError: Error(s) in loading state_dict for ResNet:\n\tsize mismatch for fc.weight:"
        " copying a param with shape torch.Size([1000, 2048]) from checkpoint, the shape in current"
        " model is torch.Size([10, 2048]).\n\tsize mismatch for fc.bias: copying a param with shape"
        " torch.Size([1000]) from checkpoint, the shape in current model is torch.Size([10]).",
        "load.size",
    ),
)
FRAMES = (
    'Traceback (most recent call last):\n  File "{file}", line 12, in <module>\n    main()\n'
    '  File "{file}", line 8, in main\n    out = model(images)\n          ^^^^^^^^^^^^^\n'
)
LEADING = FRAMES.format(file="/home/me/train.py")
FRAMES_BEGIN = LEADING.partition("\n")[0]
ON_WINDOWS = FRAMES.format(file="C:\\Users\\new user\\train.py")


def traceback(message: str) -> str:
    """A message behind its frames; one that is in another form has some already."""
    return message if FRAMES_BEGIN in message else f"{LEADING}{message}\n"


def of_windows(message: str) -> str:
    return f"{ON_WINDOWS}{message}\n"


def of_a_worker(message: str) -> str:
    kind = message.partition(":")[0]
    return (
        f"{LEADING}{kind}: Caught {kind} in DataLoader worker process 0.\n"
        f"Original {textwrap.dedent(traceback(message))}"
    )


def of_a_replica(message: str) -> str:
    kind = message.partition(":")[0]
    return f"{LEADING}{kind}: Caught {kind} in replica 1 on device 1.\nOriginal {traceback(message)}\n"


def of_a_pool(message: str) -> str:
    return (
        "joblib.externals.loky.process_executor._RemoteTraceback: \n"
        f'"""\n{traceback(message)}"""\n\n'
        "The above exception was the direct cause of the following exception:\n\n"
        f"{traceback(message)}"
    )


def of_spawned(message: str) -> str:
    return (
        f"{LEADING}torch.multiprocessing.spawn.ProcessRaisedException: \n\n"
        f"-- Process 1 terminated with the following error:\n{traceback(message)}"
    )


def during_another(message: str) -> str:
    return (
        f"{LEADING}KeyError: 'weights'\n\nDuring handling of the above exception, another exception"
        f" occurred:\n\n{traceback(message)}"
    )


def before_another(message: str) -> str:
    return (
        f"{traceback(message)}\nDuring handling of the above exception, another exception occurred:\n\n"
        f"{LEADING}SystemExit: 1\n"
    )


def of_an_old_notebook(message: str) -> str:
    kind = message.partition(":")[0]
    return (
        f"{'-' * 75}\n{kind}            Traceback (most recent call last)\n"
        "<ipython-input-7-0e5a> in <module>()\n      1 model.train()\n----> 2 out = model(images)\n"
        "      3 \n\n/usr/lib/python3.6/torch/nn/modules/module.py in __call__(self, *input)\n"
        "    487         else:\n--> 489             result = self.forward(*input, **kwargs)\n\n"
        f"{message}\n"
    )


def of_a_new_notebook(message: str) -> str:
    kind = message.partition(":")[0]
    return (
        f"\x1b[0;31m{'-' * 75}\x1b[0m\n\x1b[0;31m{kind}\x1b[0m     Traceback (most recent call last)\n"
        "Cell \x1b[0;32mIn[5], line 2\x1b[0m\n\x1b[1;32m      1\x1b[0m x\n"
        "\x1b[0;32m----> 2\x1b[0m out \x1b[38;5;241m=\x1b[39m model(images)\n\n"
        "File \x1b[0;32m~/my env/torch/nn/modules/module.py:1518\x1b[0m, in"
        " \x1b[0;36mModule._call_impl\x1b[0;34m(self, *args)\x1b[0m\n"
        "\x1b[1;32m   1516\x1b[0m     return x\n   (...)   1517\n"
        f"\n\x1b[0;31m{kind}\x1b[0m{message.removeprefix(kind)}\n"
    )


def without_the_escape_character(message: str) -> str:
    return of_a_new_notebook(message).replace("\x1b", "")


def of_pytest(message: str) -> str:
    kind = message.partition(":")[0]
    said = "\n".join(f"E       {line}" for line in message.splitlines())
    return (
        "____________ test_model ____________\n\n    def test_model():\n        model = net()\n"
        ">       model(images)\n\ntest_model.py:5: \n_ _ _ _ _ _\n"
        "torch/nn/modules/module.py:1511: in _call_impl\n    return forward_call(*args)\n"
        "self = Linear(), x = tensor([])\n\n    def forward(self, x):\n"
        f">       return F.linear(x)\n{said}\n\ntorch/nn/modules/linear.py:114: {kind}\n"
        f"FAILED test_model.py::test_model - {message.splitlines()[0]}\n"
    )


def of_rich(message: str) -> str:
    return (
        "╭───────── Traceback (most recent call last) ─────────╮\n"
        "│ /home/me/train.py:12 in <module>                    │\n"
        "│                                                     │\n"
        "│   11 images = load()                                │\n"
        "│ ❱ 12 out = model(images)                            │\n"
        f"╰─────────────────────────────────────────────────────╯\n{message}\n"
    )


def escaped(message: str) -> str:
    return json.dumps({"status": "failed", "error": traceback(message)})


def escaped_twice(message: str) -> str:
    return json.dumps(json.dumps({"error": traceback(message)}))


def of_notebook_json(message: str) -> str:
    return json.dumps({"traceback": of_a_new_notebook(message).splitlines()}, indent=1)


def between_words(message: str) -> str:
    return f"Hi all, I get this error, help!\n\n{traceback(message)}\n\nI use torch 1.8, any ideas?"


def fenced(message: str) -> str:
    return f"I get\n```pytb\n{traceback(message)}```\nwhy?"


def quoted(message: str) -> str:
    return "".join(f"> {line}\n" for line in traceback(message).splitlines())


def indented(message: str) -> str:
    return textwrap.indent(traceback(message), "    ")


def in_html(message: str) -> str:
    return f"<pre><code>{html.escape(traceback(message))}</code></pre>"


def on_windows_lines(message: str) -> str:
    return traceback(message).replace("\n", "\r\n")


def behind_a_progress_bar(message: str) -> str:
    return f"Epoch 0:  10%|█         | 3/30 [00:01<00:09, 2.9it/s]{traceback(message)}"


def each_line(prefix: str) -> Callable[[str], str]:
    def prefixed(message: str) -> str:
        return "".join(f"{prefix}{line}\n" for line in traceback(message).splitlines())

    return prefixed


PREFIXES = (
    "[rank0]: ",
    "0: ",
    "[default0]:",
    "[1,0]<stderr>:",
    "(RayTrainWorker pid=12, ip=10.0.0.1) ",
    "trainer-1  | ",
    "2024-05-01 10:00:00,123 ERROR ",
    "2024-05-01 10:00:00,123 - ERROR - ",
    "2024-05-01 10:00:00,123 - train - ERROR - ",
    "2024-05-01T10:00:00.1234567Z ",
    "2024-05-01T10:00:00.1234567Z stderr F ",
    "2024-05-01 10:00:00.123 | ERROR    | ",
    "[2024-05-01 10:00:00,123][ERROR] ",
    "ERROR:root:",
    "[10:00:00] ",
    "E0501 10:00:00.123000 140 torch/x.py:12] ",
    "12.3s 42 ",
    "wandb: ",
    "| ",
)
FORMS: tuple[Callable[[str], str], ...] = (
    str,
    traceback,
    of_windows,
    of_a_worker,
    of_a_replica,
    of_a_pool,
    of_spawned,
    during_another,
    before_another,
    of_an_old_notebook,
    of_a_new_notebook,
    without_the_escape_character,
    of_pytest,
    of_rich,
    escaped,
    escaped_twice,
    of_notebook_json,
    between_words,
    fenced,
    quoted,
    indented,
    in_html,
    on_windows_lines,
    behind_a_progress_bar,
    *map(each_line, PREFIXES),
)
INLINE = (
    "{}",
    "I keep getting {} whatever I do",
    "`{}`",
    "**{}**",
    "> {}",
    "- {}",
    "### {}",
    '"{}"',
    "Epoch 3: {}",
    "train.py:12: {}",
    "/home/me/train.py:12: {}",
    "[ERROR] {}",
    "INFO:train:{}",
    "2024-05-01 10:00:00 worker failed: {}",
    "torch._dynamo.exc.{}",
    "Exception: {}",
    "Error: {}",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("message", "name"), KNOWN)
def test_a_message_is_explained_alike_in_every_form(
    form: Callable[[str], str], message: str, name: str
) -> None:
    said = explain(form(message)).answer
    assert said is not None
    assert said.rule == name
    assert said == explain(message).answer


@example(KNOWN[0], [behind_a_progress_bar, between_words, indented])
@given(st.sampled_from(KNOWN), st.lists(st.sampled_from(FORMS[17:]), min_size=2, max_size=3))
def test_forms_within_forms(known: tuple[str, str], forms: list[Callable[[str], str]]) -> None:
    text = known[0]
    for form in forms:
        text = form(text)
    said = explain(text).answer
    assert said is not None
    assert said.rule == known[1]


@pytest.mark.parametrize("words", INLINE)
@pytest.mark.parametrize(("message", "name"), KNOWN[:3])
def test_a_message_is_explained_alike_behind_other_words(words: str, message: str, name: str) -> None:
    said = explain(words.format(message)).answer
    assert said is not None
    assert said.rule == name


@given(st.sampled_from(KNOWN), st.sampled_from(FORMS), st.data())
def test_cut_off_above_the_message_it_is_explained_alike(
    known: tuple[str, str], form: Callable[[str], str], data: st.DataObject
) -> None:
    text = form(known[0])
    first = text.find(known[0].split()[1])
    said = explain(text[data.draw(st.integers(0, max(0, first))) :]).answer
    assert said is None or said.rule == known[1]


FORMED = st.builds(lambda form, words: form(f"E: {words}"), st.sampled_from(FORMS), st.text())


@given(st.text() | st.lists(FORMED, max_size=3).map("\n".join))
def test_no_text_makes_it_stumble(text: str) -> None:
    explain(text)


PIECES = st.sampled_from(
    [
        "RuntimeError",
        ": ",
        "\n",
        "\\n",
        "  ",
        'File "',
        '", line 3, in f',
        "Traceback (most recent call last)",
        "----> 2 ",
        "E   ",
        "> ",
        "│",
        "('",
        "')",
        "got ",
        "x.py:3: ",
        "from user code:",
        "Caught RuntimeError in replica 0",
        "&gt;",
        "\x1b[0;31m",
        "[",
        "1",
        "~~~",
        "```",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_pieces_of_tracebacks_make_it_stumble(text: str) -> None:
    explain(text)


def test_the_frames_stand_above_what_was_raised() -> None:
    (raised,) = parse(traceback(MULTIPLY)).raised
    assert [(frame.name, frame.function, frame.source) for frame in raised.frames] == [
        ("train.py", "<module>", "main()"),
        ("train.py", "main", "out = model(images)"),
    ]


def test_pytest_shows_the_source_above_its_frame() -> None:
    raised = parse(of_pytest(MULTIPLY)).raised[-1]
    assert [(frame.name, frame.function, frame.source) for frame in raised.frames] == [
        ("test_model.py", "test_model", "model(images)"),
        ("module.py", "_call_impl", "return forward_call(*args)"),
        ("linear.py", "forward", "return F.linear(x)"),
    ]


def test_a_warning_has_the_frame_in_front_of_it() -> None:
    (raised,) = parse("a/loss.py:3: UserWarning: Using a target size\n  return mse_loss(x)").raised
    assert raised.exception == "UserWarning"
    assert [frame.name for frame in raised.frames] == ["loss.py"]


def test_what_torch_compile_repeats_comes_first_with_the_code_of_the_user() -> None:
    text = (
        f"{LEADING}torch._dynamo.exc.TorchRuntimeError: Dynamo failed to run FX node with fake tensors:"
        " call_function <built-in function linear>(*(FakeTensor(..., size=(2, 3)),), **{}): got"
        ' RuntimeError("mat1 and mat2")\n\nfrom user code:\n   File "net.py", line 5, in forward\n'
        "    return self.fc(x)\n\nSet TORCHDYNAMO_VERBOSE=1 for the internal stack trace\n"
    )
    inner, outer = parse(text).raised
    assert (inner.exception, inner.message) == ("RuntimeError", "mat1 and mat2")
    assert outer.exception == "TorchRuntimeError"
    assert inner.frames[-1].source == "return self.fc(x)"


def test_source_that_raises_is_no_exception() -> None:
    text = '  File "a.py", line 3, in f\n    raise ValueError("TypeError: no")\nValueError: yes'
    (raised,) = parse(text).raised
    assert raised.message == "yes"


def test_a_single_line_that_is_quoted_may_tell_a_warning() -> None:
    pasted = (
        "With two GPUs I get:\n\n> /x/functions.py:61: UserWarning: A birdhouse is no network.\n\nWhy?"
    )
    assert [one.exception for one in parse(pasted).raised] == ["UserWarning"]
    source = '>       raise ValueError("Error: no birdhouse")\nE       KeyError: 3'
    assert [one.exception for one in parse(source).raised] == ["KeyError"]
