"""Messages of spectral_norm and weight_norm, and of DataParallel without devices."""

from fuzz.message.words import option

UTILS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.utils."
SPECTRAL = f"{UTILS}parametrizations.spectral_norm.html"

READINGS = (
    option(
        "reparametrised.iterations",
        "Expected n_power_iterations to be positive, but got n_power_iterations={got:word}",
        cause="n_power_iterations of spectral_norm is {got}, and must be 1 or more",
        fix="leave it at 1, the default",
        page=SPECTRAL,
    ),
    option(
        "reparametrised.twice",
        "Cannot register two {kind:name} hooks on the same parameter {name:name}",
        cause="{kind} was applied twice to the parameter {name} of a layer: a block that is used at"
        " several places is visited several times",
        fix="apply it once where the layer is made: {kind}(nn.Conv2d(3, 8, 3))",
        page=SPECTRAL,
    ),
    option(
        "reparametrised.no_parameter",
        "`SpectralNorm` cannot be applied as parameter `{name:name}` is None",
        cause="spectral_norm was applied to the parameter {name}, which the layer was made without",
        fix="apply it to the weight, name='weight'; a bias is only there with bias=True",
        page=SPECTRAL,
    ),
    option(
        "reparametrised.not_there",
        "{kind:name}_norm of '{name:name}' not found in {layer}",
        cause="{kind}_norm was to be removed from the parameter {name} of a layer that has none",
        fix="call remove_{kind}_norm on the layer that it was applied to, once; what"
        " nn.utils.parametrizations made is removed by parametrize.remove_parametrizations",
        page=SPECTRAL,
    ),
    option(
        "parallel.no_devices",
        "RuntimeError: no available devices were found",
        "RuntimeError: device type could not be determined",
        cause="nn.DataParallel found no GPU to spread the model over",
        fix="leave it out where torch.cuda.is_available() is False; one model on one device needs none",
        page="https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html",
        when=lambda told: (
            not told.raised.frames or any("data_parallel" in one.path for one in told.raised.frames)
        ),
    ),
)
