"""What people ask about a network that they cut, changed or hooked, and that gives something else."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
MODULE = f"{DOCS}generated/torch.nn.Module.html"
EXTRACTION = "https://docs.pytorch.org/vision/stable/feature_extraction.html"
RESNET = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html"
UNCALLED = (
    r"(?:\b(?:not|never|cannot|can't)|n't|n\u2019t) (?:\w+ ){0,3}(?:call\w*|fir(?:e|ed|ing)|trigger\w*"
    r"|execut\w+|invok\w+)|\b(?:no|without) output|\u65e0\u8f93\u51fa"
    r"|\u6ca1\u6709(?:\u8f93\u51fa|\u8c03\u7528|\u6267\u884c)"
)
"""Not called, also as it is said in Chinese."""

SYMPTOMS = (
    symptom(
        "flattened_in_forward",
        r"\bavg_?pool\b|\bpooling\b|last (?:two|2) layers",
        r"\bIdentity\b|\bSequential\(\)",
        r"flatten\w*|\b[12]-?d\b|feature maps?|\bvector\b|Size\(\[\d+, ?\d{4,}\]\)|\[\d+, ?\d{4,}\]",
        cause="the forward() of a ResNet calls torch.flatten(x, 1) itself, between avgpool and fc: what"
        " stands in their places doesn't change that, so that the map comes out as one row",
        fix="take the map in front of it: nn.Sequential(*list(model.children())[:-2]), or"
        " create_feature_extractor(model, ['layer4']), or a subclass with a forward of its own; or give"
        " it its shape back, x.view(-1, 2048, 7, 7)",
        page=EXTRACTION,
    ),
    symptom(
        "backward_hook_uncalled",
        r"backward_?\s?hook",
        UNCALLED,
        cause="a backward hook runs where a gradient passes: the layers up to that one are frozen, or"
        " the forward ran under torch.no_grad(), and the image needs no gradient either, so that nothing"
        " goes back there; or backward() was not called, or the layer takes no part in the output",
        fix="image.requires_grad_(True) (or unfreeze these layers) in front of the forward pass, without"
        " no_grad(), then output[0, target].backward(); register_full_backward_hook in place of"
        " register_backward_hook",
        page=f"{MODULE}#torch.nn.Module.register_full_backward_hook",
    ),
    symptom(
        "forward_hook_uncalled",
        r"forward_?\s?hook|\bhooks?\b",
        rf"{UNCALLED}"
        r"|\b(?:dict|dictionary|list|activations?|features?)\b (?:is|are|stays?|remains?) empty",
        cause="a forward hook runs when its module is called, layer(x): not by layer.forward(x), not"
        " where forward() uses another layer or a function (F.relu), and not on a copy (copy.deepcopy,"
        " nn.DataParallel, another model object) or behind handle.remove()",
        fix="register it on the object that is run, model.layer4.register_forward_hook(hook) (of"
        " nn.DataParallel on model.module), and call model(x)",
        page=f"{MODULE}#torch.nn.Module.register_forward_hook",
        confidence="possible",
    ),
    symptom(
        "head_beside",
        r"\b(?:classifier|head|last_linear|last_layer|out_features|num_classes|output_layer)\b ?=(?!=)",
        r"\bresnet\w*|\bmodel\b",
        r"\bstill\b.{0,40}\b1,?000\b|\b1,?000\b.{0,20}(?:classes|outputs)|\[\d+, ?1000\]",
        cause="the last layer of a ResNet is fc: another name, or another number in an attribute, makes"
        " an attribute that forward() never looks at",
        fix="model.fc = nn.Linear(model.fc.in_features, num_classes), before the optimizer is made",
        page=RESNET,
    ),
    symptom(
        "other_layer_applied",
        r"\b(?:chang|replac|modif|set|overwr)\w*",
        r"\b(?:linear|liner|last|final|fc|classifier|head)\b",
        r"(?:output|prediction|logits|size|shape)\w*\b.{0,40}\b(?:is|are|still|of"
        r" size)\b.{0,20}\b1,?000\b",
        cause="forward() applies another layer than the one that was replaced: the new one got a"
        " name that"
        " forward() does not look at, or a copy of the network was changed, and the output is still"
        " that of"
        " the old head, of 1000 classes",
        fix="print(model), and replace the last layer by the name that it has there, which"
        " forward() uses:"
        " model.fc of torchvision's ResNet, model.last_linear of pretrainedmodels,"
        " model.reset_classifier(n)"
        " of timm; then print(model(x).shape)",
        page=MODULE,
    ),
    symptom(
        "fused_with_its_relu",
        r"\bfuse\w*\b",
        r"\brelu\b",
        r"wrong|incorrect|differ|accuracy|bad|not the same",
        cause="a block of a ResNet has one relu, which it applies behind each convolution and"
        " behind the sum"
        " with the shortcut: fused with one of them it runs in front of the sum, and an Identity"
        " stands in"
        " its place everywhere else",
        fix="fuse the last convolution of a block with its norm alone, ['conv3', 'bn3'] (['conv2',"
        " 'bn2'] of a"
        " BasicBlock), and give the others a relu each, as torchvision.models.quantization.resnet50 has"
        " them: [['conv1', 'bn1', 'relu1'], ['conv2', 'bn2', 'relu2'], ['conv3', 'bn3']]",
        page="https://docs.pytorch.org/vision/stable/models.html#quantized-models",
    ),
    symptom(
        "small_images",
        r"\bcifar|\b(?:28|32) ?(?:x|\*|\u00d7) ?(?:28|32)\b|\bsmall images\b|\btiny images\b",
        r"\bresnet",
        r"(?:accura\w+|\bacc\b|results?)(?:\W+\w+){0,6}\W+(?:low\w*|poor|bad|stuck|only|wors\w*)"
        r"|(?:low|poor|bad) (?:test |validation )?(?:accura\w+|acc\b|results?)"
        r"|(?:can't|cannot|can not) (?:get|reach|exceed)",
        cause="the stem of a ResNet for ImageNet divides height and width by 4, and its stages by 8"
        " more: of an image of 32 x 32 layer4 gets one place, and most of what is in it is gone by then",
        fix="model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False); model.maxpool = nn.Identity() for"
        " a training from scratch; with pretrained weights resize the images, Resize(224)",
        page=RESNET,
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
