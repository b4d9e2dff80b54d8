"""Foreign: what another library than torch raised, or any program, whose messages often read alike."""

import re

from fuzz.message.paste import Paste, Raised

LIBRARIES = re.compile(
    r"(?:^|/)(?:paddle|tensorflow(?:_core)?|keras(?:_\w+)?|mxnet|jax|flax|theano|chainer|mindspore|caffe)/"
)
"""Of a frame's path: libraries with networks of their own."""

OURS = re.compile(r"(?:^|/)(?:torch|torchvision|timm|(?:pytorch_)?lightning)/")
LINES = re.compile(
    r"\bluajit\b|/luarocks_|\w\.lua:\d+|(?:^|[\s/])paddle/(?:phi|fluid)/|Could not create cudnn handle"
)
"""Of a line: Torch7 of Lua, and the kernels of PaddlePaddle and TensorFlow, which have no frames."""


def is_foreign(paste: Paste) -> bool:
    """Whether a text is about another library alone: none of its frames is torch's."""
    frames = [*paste.frames, *(frame for one in paste.raised for frame in one.frames)]
    paths = [frame.path for frame in frames]
    if any(OURS.search(path) for path in paths):
        return False
    lines = (paste.rest, *(one.message for one in paste.raised))
    return any(map(LIBRARIES.search, paths)) or any(map(LINES.search, lines))


INSTALLED = re.compile(
    r"(?:^|/)(?:(?:site|dist)-packages|lib/python\d[\d.]*)/(?!(?:site|dist)-packages/)(?P<package>\w+)"
)
"""Of a frame's path: the package that was installed, or the module of Python."""

WITH_TORCH = re.compile(
    r"torch|timm|lightning|\Amm[a-z]+\Z|detectron|fastai|ignite|captum|segmentation_models|ultralytics"
    r"|efficientnet|kornia|accelerate|thop|catalyst|monai|skorch|fvcore|diffusers"
)
"""Of the name of a package: what is made of networks of torch."""


OF_LANGUAGE = frozenset(("enum.py", "functools.py", "contextlib.py"))
"""Modules of Python through which any code is called."""


def in_other_package(raised: Raised) -> bool:
    """Whether an exception was raised within a package that has nothing of torch: what stands in its
    last line is not what somebody wrote, and the cause is further out."""
    frames = [frame for frame in raised.frames if frame.name not in OF_LANGUAGE]
    found = INSTALLED.search(frames[-1].path) if frames else None
    return found is not None and WITH_TORCH.search(found["package"]) is None


BY_NAME = re.compile(r"(?i:torch|grad-?cam|lightning)|\bnn\.[A-Z]\w|\btimm\b", re.ASCII)
"""Of a text: torch, and what is made for it alone."""

AS_WITH = re.compile(
    r"\bnn\.\w|\b[Tt]ensors?\b|\b[Rr]es_?[Nn]et\w*|\bconv\d|\bbackbone\b|\bmodel\b\s*[.=(]|\bself\.model\b"
    r"|\b(?:criterion|optimizer|loss_fn|state_dict|load_state_dict|DataLoader|transforms)\b",
    re.IGNORECASE | re.ASCII,
)
"""Words of networks as they are written with torch, and with other libraries as well."""

OTHERS = re.compile(
    r"\b(?:tensorflow|keras|tf\.\w|jax|flax|optax|mxnet|gluon|paddle|theano|caffe|chainer|mindspore|sklearn"
    r"|scikit|object_detection/|resnet_v[12]_\d|xgboost|lightgbm|catboost|xgb\.|lgb\.|pyspark|sympy|qiskit|scipy|bpy\.|boto3|tflite|cv2\.dnn"
    r"|django|flask|sqlalchemy|BeautifulSoup|soup\.|requests\.|stable_baselines\w*|gym|gymnasium"
    r"|LabelEncoder|GridSearchCV|train_test_split|MlpPolicy|ALS\(|db\.Model)",
    re.IGNORECASE | re.ASCII,
)
"""Other libraries, of which many have models, tensors and optimizers."""


def names_torch(text: str) -> bool:
    """Whether anything in a text is of torch, or of networks as they are written with it where no other
    library is named."""
    return BY_NAME.search(text) is not None or (
        AS_WITH.search(text) is not None and OTHERS.search(text) is None
    )
