"""What people ask about networks that are not what they saved, loaded or made the optimizer for."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
MODULE = f"{DOCS}generated/torch.nn.Module.html"
VISION = "https://docs.pytorch.org/vision/stable/models.html"
NOT = r"(?:\bnot|n't|n\u2019t|\bnever|\bno longer)"
EVAL = r"\.eval\(|\beval\b mode|evaluation mode"
OTHER = (
    r"(?:differ\w*|inconsisten\w*|chang\w+|wors\w*|lower|\bbad\b|poor|random|drop\w*|decreas\w*"
    r"|not the same"
    r"|n't (?:get )?the same|mismatch|can't reproduce|cannot reproduce)"
)
RESULTS = r"(?:outputs?|results?|predictions?|accurac\w+|\bacc\b|scores?|auc|loss|behav\w+|performance)"

SYMPTOMS = (
    symptom(
        "loaded_beside",
        r"(?<![=.\w])(?<!= )(?<!return )(?:self\.)?(?-i:[a-z])\w*\.load_from_checkpoint\(",
        r"random|differ|wrong|\bbad\b|untrained|not load|n't load|poor|low|error|problem|same as before",
        cause="load_from_checkpoint() is a method of the class, which makes a new network and returns"
        " it:"
        " called on a network it leaves that one as it was, with random weights",
        fix="model = MyModule.load_from_checkpoint(path); or into a network that is there,"
        " model.load_state_dict(torch.load(path)['state_dict'])",
        page="https://lightning.ai/docs/pytorch/stable/common/checkpointing_basic.html",
    ),
    symptom(
        "optimizer_of_another",
        r"optimi[sz]er|\badam|\bsgd\b",
        r"(?:model|net(?:work)?|class)\b.{0,30}(?:instantiat\w*|creat\w*|made|construct\w*|initiali[sz]\w*"
        r"|built|defin\w*) (?:\w+ )?(?:twice|again|two times|a second time|anew)"
        r"|(?:instantiat|creat|construct|initiali[sz]|re-?creat|re-?instantiat|re-?initiali[sz]|re-?defin)\w*"
        r" (?:the |my |a |another |a new )?(?:model|net(?:work)?) (?:again|twice|anew|after|inside"
        r"|in the loop)"
        r"|(?:re-?creat|re-?instantiat|re-?initiali[sz]|re-?defin)\w* (?:the |my )?(?:model"
        r"|net(?:work)?)\b"
        r"|(?:deep)?cop(?:y|ied) (?:of )?the (?:model|net(?:work)?)",
        rf"{NOT} (?:\w+ )?(?:decreas|learn|updat|train|chang|improv|converg|diminish|go|drop|work)"
        r"|\bbig\b|constant|same|stuck|stays?",
        cause="an optimizer holds the parameters of the network that it was made for: where the"
        " network was"
        " made a second time behind it, another one is trained than the one that runs",
        fix="make the network once, and the optimizer behind it: model = Net().to(device); optimizer ="
        " SGD(model.parameters(), lr=0.01); print(any(p is q for g in optimizer.param_groups for p in"
        " g['params'] for q in model.parameters())) tells",
        page=f"{DOCS}optim.html",
    ),
    symptom(
        "pretrained_in_training",
        r"pre-?trained ?= ?\w|weights ?= ?\S*_Weights|IMAGENET1K|weights ?= ?['\"]",
        r"\bsame\b.{0,40}\b(?:both|all|any|every|each|different)\b|\b(?:both|all|any|every|each)\b.{0,40}"
        r"\bsame\b|(?:zero|0 ?%|low|poor|bad|wrong|terrible|random|incorrect|nonsense|garbage|close to"
        r" (?:zero|0))",
        r"accura|predict|outputs?\b|probabilit|classif|results?|weights",
        cause="nothing puts the network into eval mode: in training mode, in which it is built,"
        " BatchNorm"
        " normalises by the batch at hand, a single image by itself, so that every image looks alike and"
        " the classes come out about equally likely; the weights are right",
        fix="model.eval() behind the line that builds it, in front of the first image; with the"
        " transforms"
        " of the weights: weights.transforms()",
        page=VISION,
        confidence="possible",
        unless=rf"{EVAL}|fine-?tun|\btrain(?:ed|ing)? (?:for|on|it|the|my|with)|\bepochs?\b"
        rf"|optimi[sz]er",
    ),
    symptom(
        "prepared_otherwise",
        r"pre-?trained|weights of|checkpoint",
        r"accura|\btop-?[15]\b|\bacc\b|performance",
        r"far|much lower|lower than|less than|below|worse than|not (?:get|reach|match|reproduc)|only"
        r"|cannot"
        r" reproduce|can't reproduce|drop",
        r"pre-?process|\bNormalize\b|\btransforms?\b|\bmean\b.{0,12}\bstd\b|resiz|interpolation",
        cause="weights know images as their training prepared them: 0 to 1 and normalised, or 0 to 255"
        " minus a"
        " mean, or -1 to 1, RGB or BGR, resized in one way or another. Prepared otherwise a network of"
        " 70 %"
        " comes down to a few percent, or by one or two where it is the resizing alone",
        fix="prepare images by the code that belongs to the weights: weights.transforms() of"
        " torchvision,"
        " timm.data.create_transform(**timm.data.resolve_model_data_config(model)), the README or"
        " training"
        " script of others; and model.eval()",
        page=VISION,
        confidence="possible",
        unless=r"fine-?tun|\bmy own (?:data|images)|custom data",
    ),
    symptom(
        "evaluated_in_training",
        r"\b(?:test|evaluat|infer|valid)\w*",
        r"accura|\bacc\b",
        r"\bwrong\b|\bonly\b|\blower?\b|less than|below|drop|reported",
        r"for \w+, ?\(?\w+|\.argmax\(|torch\.max\(",
        cause="the evaluation that is shown never calls model.eval(): BatchNorm then normalises by the"
        " batch"
        " of the test and dropout is at work, which costs some percent and hangs on the batch size",
        fix="model.eval() in front of the loop, with torch.no_grad(): around it, and model.train()"
        " behind"
        " it",
        page=f"{MODULE}#torch.nn.Module.eval",
        confidence="possible",
        unless=rf"{EVAL}|\.backward\(|optim\w*\.step\(",
    ),
    symptom(
        "reloaded_in_training",
        r"\b(?:re-?)?load(?:ed|ing|s)?\b|load_state_dict|restor\w+",
        r"\bsav(?:e|ed|ing)\b|checkpoint|state_dict|\.pth?\b",
        rf"{RESULTS}\b.{{0,60}}{OTHER}|{OTHER}\b.{{0,40}}{RESULTS}",
        cause="saving and loading keep each weight as it is. What differs is the mode, mostly: a"
        " network is"
        " built in training mode, in which dropout draws anew and BatchNorm normalises by the batch at"
        " hand; or not all was loaded (strict=False, a prefix), or images are prepared in another way",
        fix="model.eval() on both before their outputs are compared, with one and the same tensor; then"
        " print(model.load_state_dict(state, strict=False)), which must have no missing keys",
        page="https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html",
        confidence="possible",
        unless=rf"{EVAL}|\bresum\w+|continu\w+ (?:the )?training|strict ?= ?False",
    ),
)
"""The symptoms, the more telling ones first."""
