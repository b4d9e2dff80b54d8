"""Messages of `load_state_dict`: the keys and the shapes that don't match, taken together."""

from fuzz.message.reading import plain, reading
from fuzz.message.table.load import built, part, prefix, size
from fuzz.message.table.load.deep_stem import DEEP_STEM
from fuzz.message.table.load.inner import INNER
from fuzz.message.table.load.lacking import LACKING

PAGE = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
)
SAVING = "https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html"

ANSWERS = (
    plain(
        "load.whole_checkpoint",
        cause="the file holds a whole checkpoint, not the weights alone: it has the keys {keys} where"
        " the model expects the names of its parameters",
        fix='checkpoint = torch.load(path, map_location="cpu"); {first}'
        'model.load_state_dict(checkpoint["{holder}"]); if the keys in there begin with'
        ' "module.", strip'
        " it as well. Don't pass strict=False: it would load nothing",
        page=SAVING,
        more=part.whole_checkpoint,
    ),
    plain(
        "load.optimizer_state",
        cause="this is the state of an optimizer (its keys are {keys}), not that of a model",
        fix="optimizer.load_state_dict(...) takes this one; load the file that model.state_dict() was"
        " saved to into the model",
        page=SAVING,
        more=part.optimizer_state,
    ),
    plain(
        "load.stripped_too_much",
        cause="the keys {keys} have no name of a module in front: something took the first part off each"
        " key (split('.')[1:], key[7:]), also where it is no prefix, as of conv1.weight",
        fix="strip only what is there: {{k.removeprefix('module.'): v for k, v in state.items()}}; and"
        " print(list(state)[:5]) first: a file without the prefix that the code strips is another file"
        " than it was written for",
        page=PAGE,
        confidence="likely",
        more=part.stripped,
    ),
    plain(
        "load.profiler_keys",
        cause="the state dict has the buffers {keys}, which thop.profile() adds to every module of a"
        " model: it was saved after profiling",
        fix="leave them out: model.load_state_dict({{k: v for k, v in state.items() if not"
        ' k.endswith(("total_ops", "total_params"))}}); profile a copy.deepcopy(model) next time',
        page=PAGE,
        more=part.profiler,
    ),
    plain(
        "load.cut_names",
        cause='the names of the state dict were cut short ({keys}): code that strips "module." with'
        " k[7:] was run on names that don't begin with it",
        fix='strip the prefix only where it is: k.removeprefix("module.") instead of k[7:]',
        page=PAGE,
        more=part.cut_names,
    ),
    plain(
        "load.other_stem",
        cause="the first layers (the stem) of the two networks differ: the model has {model}, the"
        " checkpoint {file}{width}{heads}",
        fix="{fix}",
        page=PAGE,
        more=built.other_stem,
    ),
    plain(
        "load.numbered_file",
        cause="the checkpoint was saved from nn.Sequential(*list(model.children())), which numbers the"
        " parts: {keys}; the model has them by name: conv1, bn1, layer1, ...",
        fix="load it into a network that is built in the same way, or rename the numbers: names ="
        ' dict(zip("0123456789", ["conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3",'
        ' "layer4", "avgpool", "fc"])); state = {{names[k.split(".")[0]] + k[k.index("."):]: v for k, v'
        " in state.items()}}. strict=False would load nothing",
        page=PAGE,
        more=prefix.numbered_file,
    ),
    plain(
        "load.numbered_model",
        cause="the model is an nn.Sequential of a ResNet's children, which numbers the parts: {keys};"
        " the checkpoint has them by name: conv1, bn1, layer1, ...",
        fix="load the weights into the ResNet first, then build nn.Sequential(*list(resnet.children())"
        "[:-1]) from it. strict=False would load nothing",
        page=PAGE,
        more=prefix.numbered_model,
    ),
    plain(
        "load.other_depth",
        cause="the checkpoint is of another ResNet than the model{names}: {evidence}",
        fix="build the network that the weights are of ({build}), or load weights of the model's own"
        " depth. strict=False doesn't help: no shape or block of another depth fits",
        page=PAGE,
        more=prefix.other_depth,
    ),
    plain(
        "load.prefix_in_file",
        cause='the keys of the checkpoint begin with "{prefix}", those of the model don\'t: {told}{why}',
        fix="strip it: {strip}, then model.load_state_dict(state). strict=False would load none of these"
        " keys{next_time}",
        page=PAGE,
        more=prefix.prefix_in_file,
    ),
    plain(
        "load.prefix_in_model",
        cause='the keys of the model begin with "{prefix}", those of the checkpoint don\'t: {told}{why}',
        fix='{into}, or add the prefix: state = {{"{prefix}" + k: v for k, v in state.items()}}.'
        " strict=False would load none of these keys",
        page=PAGE,
        more=prefix.prefix_in_model,
    ),
    plain(
        "load.stages_in_list",
        cause="the stages have names in one of the two and stand in a list in the other: {told} in the"
        " model",
        fix="rename all four: names = {names}; state = {{next((names[p] + k.removeprefix(p) for p"
        " in names"
        " if k.startswith(p)), k): v for k, v in state.items()}}; other parts (the stem, fc) may"
        " have other"
        " names as well: compare list(state)[:5] with list(model.state_dict())[:5]",
        page=PAGE,
        more=prefix.staged,
    ),
    plain(
        "load.other_prefix",
        cause='the keys begin with "{file}" in the checkpoint, and with "{prefix}" in the model: {told}',
        fix='rename it: state = {{"{prefix}" + k.removeprefix("{file}"): v for k, v in state.items()'
        ' if k.startswith("{file}")}}. strict=False would load none of these keys',
        page=PAGE,
        more=prefix.other_prefix,
    ),
    plain(
        "load.other_head",
        cause="the output layer {differs}: {file} in the checkpoint, {model} in the model; the other"
        " keys match",
        fix="{fix}",
        page=PAGE,
        more=part.other_head,
    ),
    plain(
        "load.renamed",
        cause='"{file}" in the keys of the checkpoint is called "{model}" in the model: {told}',
        fix="rename it: state = {{{code}: v for k, v in state.items()}}. With strict=False these layers"
        " would stay as they are initialized",
        page=PAGE,
        more=prefix.renamed_part,
    ),
    plain(
        "load.wrapped_weights",
        cause="the {side} has {keys}: it was made with {what}, the {other} was not",
        fix="{fix}",
        page=PAGE,
        more=part.wrapped_weights,
    ),
    plain(
        "load.counters",
        cause="only num_batches_tracked of the BatchNorm layers doesn't match ({told}): {why}",
        fix="{fix}",
        page=PAGE,
        more=part.counters,
    ),
    plain(
        "load.statistics",
        cause="only the running statistics of BatchNorm don't match ({told}): the {without} was made"
        " with norms that keep none (track_running_stats=False, or GroupNorm in place of BatchNorm),"
        " the {with_} was not",
        fix="build the model with the norms of the weights, as it was when they were saved:"
        " track_running_stats={value}, and the same norm_layer",
        page=PAGE,
        more=part.statistics,
    ),
    plain(
        "load.bias",
        cause="only the bias of {layers} doesn't match ({told}): the {with_} was made with one, the"
        " {without} without (a ResNet's convolutions have none, as a BatchNorm follows them)",
        fix="{fix}",
        page=PAGE,
        more=built.bias,
    ),
    plain(
        "load.no_head_in_file",
        cause="the checkpoint has no weights for the output layer {head} ({told} missing), and all other"
        " keys match: it was saved without a head",
        fix="model.load_state_dict(state, strict=False) loads all the rest; {head} stays as it is"
        " initialized, so train it before you use its outputs",
        page=PAGE,
        more=part.no_head_in_file,
    ),
    plain(
        "load.no_head_in_model",
        cause="the checkpoint has the output layer {head} ({told}), which the model no longer has; all"
        " other keys match",
        fix="load the weights before the head is removed or replaced, or leave its keys out: state ="
        " {{k: v for k, v in state.items() if not k.startswith({code})}}",
        page=PAGE,
        more=part.no_head_in_model,
    ),
    plain(
        "load.auxiliary_head",
        cause="the {with_} has the auxiliary classifier {head} ({told}), the {without} has not:"
        " aux_loss differs",
        fix="build the model with aux_loss={value}, as it was when the weights were saved, or {fix}",
        page=PAGE,
        more=part.auxiliary_head,
    ),
    plain(
        "load.edited_network",
        cause="the checkpoint is of a network that was built otherwise than the model: {parts}; and"
        " {key} has shape {file} in the checkpoint and {model} in the model",
        fix="build the model as it was when the weights were saved, with the same class and options"
        "{options}, and load them after that; adapting one weight isn't enough, and strict=False"
        " doesn't skip a size mismatch",
        page=PAGE,
        confidence="likely",
        more=built.edited,
    ),
    size.CHANNELS,
    size.STEM,
    size.VARIANT,
    DEEP_STEM,
    INNER,
    size.HEAD,
    size.ANY,
    plain(
        "load.other_network",
        cause="the checkpoint is of another network, or of another implementation with other names: it"
        " has {unexpected} where the model has {missing}",
        fix="build the model with the code that saved the checkpoint; compare list(state)[:5] with"
        " list(model.state_dict())[:5]. strict=False would load none of the keys that don't match",
        page=PAGE,
        confidence="likely",
        more=part.other_network,
    ),
    plain(
        "load.shapes_cut_off",
        cause="{key}, a convolution inside a block, has another shape in the checkpoint than in the"
        " model: it is of a ResNet of another depth (BasicBlock or Bottleneck) or width; the shapes are"
        " cut off",
        fix="compare the shapes in the whole message, and build the network that the checkpoint is of,"
        " or load weights of the model's own depth. strict=False doesn't skip a size mismatch",
        page=PAGE,
        confidence="likely",
        more=part.shapes_cut_off,
    ),
    plain(
        "load.part_missing",
        cause='the missing keys that are named begin with "{prefix}" ({keys}): the file has'
        " no weights under these names, most often because it holds that part alone, without the"
        " prefix; the message as pasted doesn't show what stands there instead",
        fix='print(list(state)[:5]): if they begin with "{first}", load them into the part,'
        " {inner}.load_state_dict(state), or add the prefix:"
        ' state = {{"{prefix}" + k: v for k, v in state.items()}}; if they have another prefix, such as'
        ' "module.", replace that one. strict=False would load none of these keys',
        page=PAGE,
        confidence="likely",
        more=built.part_missing,
    ),
    *LACKING,
)

READINGS = (
    reading(
        "Error(s) in loading state_dict for",
        "Missing key(s) in state_dict",
        "Unexpected key(s) in state_dict",
        "size mismatch for {:word}: copying a param",
        "size mismatch for layer",
        "While copying the parameter named {:word} whose dimensions in the model are",
        "While copying the parameter named {:word}, whose dimensions in the model are",
        # torch 0.3: https://github.com/pytorch/pytorch/blob/v0.3.1/torch/nn/modules/module.py
        "unexpected key {:word} in state_dict",
        "missing keys in state_dict: ",
        "unexpected key in source state_dict: ",
        "missing keys in source state_dict: ",
        answers=ANSWERS,
    ),
)
