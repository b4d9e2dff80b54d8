"""Messages of torch.nn.init, which gives weights their first values."""

from fuzz.message.words import option

INIT = "https://docs.pytorch.org/docs/stable/nn.init.html"
WEIGHTS = (
    "for m in model.modules(): if isinstance(m, (nn.Conv2d, nn.Linear)):"
    " nn.init.kaiming_normal_(m.weight, nonlinearity='relu')"
)

READINGS = (
    option(
        "init.whole_layer",
        "'{kind:name}' object has no attribute '{name:name}'",
        cause="a function of nn.init was given the {kind} itself, and fills tensors alone",
        fix=f"pass its weight, nn.init.xavier_uniform_(layer.weight); of a whole network: {WEIGHTS}",
        page=INIT,
        when=lambda told: any(one.path.endswith("torch/nn/init.py") for one in told.raised.frames),
    ),
    option(
        "init.fan",
        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
        "Fan in and fan out can not be computed for tensor with less than 2 dimensions",
        cause="Kaiming and Xavier initialisation need a weight of 2 or more dimensions, but were given a"
        " bias, or the weight of a batch normalisation, which has one",
        fix=f"initialise by kind of layer: {WEIGHTS}; use nn.init.ones_ for the weight of a"
        " BatchNorm2d, and nn.init.zeros_ for biases",
        page=INIT,
    ),
    option(
        "init.dimensions",
        "ValueError: Only tensors with 2 or more dimensions are supported",
        "ValueError: Only tensors with 2 dimensions are supported",
        "ValueError: Only tensors with 3, 4, or 5 dimensions are supported",
        cause="the initialisation was given a tensor with another number of dimensions than it fits:"
        " orthogonal_ and sparse_ are for matrices, eye_ for 2 dimensions, dirac_ for weights of"
        " convolutions, and none for biases",
        fix=f"pass the weight of the layer, and only of layers that have such a one: {WEIGHTS}",
        page=INIT,
        when=lambda told: not told.raised.frames or told.raised.frames[-1].name == "init.py",
    ),
    option(
        "init.groups",
        "ValueError: dim 0 must be divisible by groups",
        cause="nn.init.dirac_ was given groups that the out_channels of the weight, its first dimension,"
        " are no multiple of",
        fix="pass the groups of the convolution: nn.init.dirac_(conv.weight, groups=conv.groups)",
        page=INIT,
    ),
    option(
        "init.mode",
        "ValueError: Mode {got} not supported, please use one of",
        cause="Kaiming initialisation has no mode {got}",
        fix="use mode='fan_in', the default, or mode='fan_out', which keeps the size of gradients",
        page=INIT,
    ),
    option(
        "init.nonlinearity",
        "ValueError: Unsupported nonlinearity {got}",
        cause="nn.init knows no gain for the activation {got}",
        fix="use the nearest that it knows: nonlinearity='relu' (for GELU and SiLU too), 'leaky_relu',"
        " 'tanh', 'sigmoid', 'selu', or 'linear'",
        page=INIT,
        when=lambda told: not told.raised.frames or told.raised.frames[-1].name == "init.py",
    ),
    option(
        "init.slope",
        "ValueError: negative_slope {got} not a valid number",
        cause="the negative slope of leaky_relu that an initialisation was given is {got}, not a number",
        fix="pass a number: nn.init.kaiming_normal_(weight, a=0.01, nonlinearity='leaky_relu')",
        page=INIT,
    ),
    option(
        "init.empty",
        "UserWarning: Initializing zero-element tensors is a no-op",
        cause="a weight with a size of 0 was initialised: a layer was made with 0 channels or features,"
        " and computes nothing",
        fix="print(model) and look for a 0, which comes from a number that was worked out, such as"
        " channels // 32",
        page=INIT,
    ),
    option(
        "init.truncated",
        "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be"
        " incorrect",
        cause="trunc_normal_ was asked for values between a and b that lie more than two standard"
        " deviations from the mean",
        fix="choose a below the mean and b above it: nn.init.trunc_normal_(weight, mean=0, std=0.02,"
        " a=-2, b=2)",
        page=INIT,
    ),
)
