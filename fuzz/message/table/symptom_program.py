"""What people ask about who got no error, and say which line of their program it is about."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
NN = f"{DOCS}generated/torch.nn."
NOT = r"(?:\bnot|n't|n\u2019t|\bnever|\bno)"

SYMPTOMS = (
    symptom(
        "dropout_function",
        r"\bF\.dropout|functional\.dropout",
        r"\beval\b|inference|test|differ|random",
        cause="F.dropout has training=True by default and knows nothing of model.eval(): it is at"
        " work in"
        " evaluation as well",
        fix="F.dropout(x, p, training=self.training), or a module: self.drop = nn.Dropout(p)",
        page=f"{NN}functional.dropout.html",
    ),
    symptom(
        "list_of_layers",
        r"\b(?:python|plain|normal|regular|ordinary) lists?\b"
        r"|\blists? of (?:modules|layers|blocks|conv\w*)|(?:layers|blocks|modules) in a list\b",
        rf"parameters|{NOT} (?:be |being |get )?(?:train|updat|regist|mov|found|sav)\w*|state_dict",
        cause="a Python list in an attribute of a module hides the layers in it: parameters(), to(),"
        " state_dict() and train() don't find them, so that they are not trained, moved or saved",
        fix="self.layers = nn.ModuleList(layers), or nn.Sequential(*layers), before the optimizer is"
        " made",
        page=f"{NN}ModuleList.html",
    ),
    symptom(
        "one_block_for_all",
        r"\[\w*(?:block|layer|conv|module|stage|expert)\w*(?:\([^\[\]]*\))?\] ?\* ?\w+",
        r"\bsame\b|\bshar(?:e|es|ed|ing)\b|\bidentical\b",
        cause="[block] * n is n times the very same module: all of them share their weights",
        fix="make each anew: nn.Sequential(*[Block(channels) for _ in range(n)]), or"
        " copy.deepcopy(block) for each",
        page=f"{NN}ModuleList.html",
    ),
    symptom(
        "strict_false",
        r"strict ?= ?False",
        r"accura|\bnothing\b|not load|random|chance|silent|poor|\bbad\b|wrong|useless|untrained|scratch",
        cause="strict=False leaves out all keys that don't match and says nothing: where all of them"
        " have a prefix (module., backbone., model.), or the file holds them under state_dict, nothing"
        " is loaded",
        fix="print(model.load_state_dict(state, strict=False)): missing_keys must be the new layers"
        " alone; take state['state_dict'] out of a whole checkpoint, and strip a prefix:"
        " {k.removeprefix('module.'): v for k, v in state.items()}",
        page=f"{NN}Module.html#torch.nn.Module.load_state_dict",
        confidence="possible",
    ),
    symptom(
        "optimizer_before",
        r"optimi[sz]er",
        r"\b(?:before|after|behind|then)\b",
        r"replac|\bnew (?:layer|head|fc|classifier)|unfroz|unfreez|swapp",
        rf"{NOT} (?:\w+ )?(?:decreas|learn|updat|train|chang|improv|converg)",
        cause="an optimizer holds the parameters that the network had when it was made: a layer that"
        " replaced another later is not among them, and is not trained",
        fix="make the optimizer behind the last change to the network, or"
        " optimizer.add_param_group({'params': model.fc.parameters()})",
        page=f"{DOCS}optim.html",
    ),
    symptom(
        "nan_in_statistics",
        r"\bnan\b",
        r"\beval\b|running_?(?:var|mean)|valid\w*.*batch ?-?norm|batch ?-?norm.*\bvalid",
        cause="NaN or infinity in one batch of the training stays in running_mean and running_var of"
        " BatchNorm for good, and eval() computes with these",
        fix="look which layers have it: [n for n, b in model.named_buffers() if not b.isfinite().all()];"
        " find the batch, torch.isfinite(x).all(), or the step in float16; then m.reset_running_stats()"
        " for these layers and train on, or load a checkpoint from before",
        page=f"{NN}BatchNorm2d.html",
    ),
    symptom(
        "stepped_beside",
        r"scaler\.step\(\w+\)(?:(?!\belse\b|`).){0,250}(?<![\w.])optim\w*\.step\(\)(?! \w)",
        cause="optimizer.step() is called behind scaler.step(optimizer), which has taken that step"
        " already: the second one is taken even where the gradients are inf or NaN, or once more with"
        " the same",
        fix="leave it out where the scaler is used: scaler.scale(loss).backward();"
        " scaler.step(optimizer); scaler.update()",
        page=f"{DOCS}notes/amp_examples.html",
    ),
    symptom(
        "nan_in_half",
        r"\b(?:nan|inf)\b",
        r"\bhalf\b|fp16|float16|\bamp\b|autocast|mixed precision",
        cause="float16 ends at 65504 and loses what is below 6e-8: activations, a loss that is summed,"
        " or an eps of 1e-8 leave it, and NaN comes of that; or of steps that no GradScaler guards, as"
        " an optimizer.step() behind scaler.step(optimizer)",
        fix="leave the parameters in float32 and use torch.autocast with torch.amp.GradScaler, or"
        " dtype=torch.bfloat16, whose range is that of float32; compute the loss in float32"
        " (output.float()), with scaler.unscale_(optimizer) in front of clip_grad_norm_, and take the"
        " step by scaler.step(optimizer) alone: an optimizer.step() behind it takes another one, NaN or"
        " not",
        page=f"{DOCS}amp.html",
    ),
    symptom(
        "no_zero_grad",
        r"zero_grad",
        r"forg[eo]t|\bwithout\b|missing|accumulat|\bnot call|add(?:s|ed)? up|(?:\bnot|n't"
        r"|n\u2019t) (?:\w+"
        r" )?us(?:e|ed|ing)\b|\b(?:is |was )?(?:no|never)\b.{0,20}zero_grad|zero_grad\S*.{0,20}(?:is"
        r"|was)"
        r" (?:never|omitted|absent|left out|commented|removed)|commented out",
        cause="backward() adds to the gradients that are there: without zero_grad() each step is taken"
        " with the sum of all before",
        fix="optimizer.zero_grad() in front of loss.backward() in each iteration",
        page=f"{DOCS}generated/torch.optim.Optimizer.zero_grad.html",
    ),
    symptom(
        "kept_and_changed",
        r"\bhooks?\b|\bactivations?\b|\bfeatures?\b|\bidentity\b",
        r"\bin-?place\b",
        r"overwrit|chang(?:e[sd]|ing)|>= ?0|negative|modifie|wrong",
        cause="an operation in place behind a layer, such as nn.ReLU(inplace=True), writes into the very"
        " tensor that the layer gave: a hook that keeps it shows what was written",
        fix="keep a copy: features[name] = output.detach().clone(); or turn them off: for m in"
        " model.modules(): if isinstance(m, nn.ReLU): m.inplace = False",
        page=f"{NN}ReLU.html",
    ),
    symptom(
        "viewed_for_permuted",
        r"\bpermut\w+|\btranspos\w+",
        r"\b(?:view|reshape)\b",
        r"scrambl|garbl|\bmix|distort|messed|wrong|strip(?:e|es)|\bnoise\b",
        cause="view() and reshape() read the numbers in the order in which they lie, and move no"
        " dimension: to swap two of them so scrambles the image",
        fix="x.permute(0, 3, 1, 2) for channels that are last, and reshape() only to merge or split"
        " dimensions beside each other",
        page=f"{DOCS}generated/torch.permute.html",
    ),
    symptom(
        "collapsed",
        r"triplet|contrastive|siamese",
        r"(?:stuck|stay|converg|constant|equal|exactly|always|plateau)\w*.{0,30}\bmargin\b|collaps"
        r"|(?:same|identical|equal) embeddings?|embeddings?.{0,20}\b(?:same|identical|equal)\b",
        cause="all embeddings have become one: the distances are 0, and the loss stays at its margin",
        fix="normalise them, F.normalize(embedding, dim=1), lower the learning rate (1e-4), begin with"
        " random or semi-hard triplets in place of the hardest, and let all of a pair go through the"
        " same network in train()",
        page=f"{NN}TripletMarginLoss.html",
    ),
    symptom(
        "mean_of_targets",
        r"regress|\bmse|\bl1 ?loss|smooth ?l1",
        r"\b(?:mean|average|same|constant) (?:\w+"
        r" ){0,2}(?:values?|numbers?|outputs?|targets?|predict\w*)\b"
        r"|\bthe mean\b|broadcast",
        r"predict|output|converg|expand|broadcast",
        cause="with an output [N, 1] and a target [N] the loss compares each output with each target"
        " (both are broadcast to [N, N], with no more than a warning), and the best answer to that is"
        " the mean",
        fix="make both one shape: loss = criterion(output.squeeze(1), target), or target.unsqueeze(1);"
        " print(output.shape, target.shape) tells",
        page=f"{DOCS}notes/broadcasting.html",
        confidence="possible",
    ),
    symptom(
        "colours_swapped",
        r"\bBGR\b|\bopencv\b|\bcv2\b",
        r"\bwrong|\bdiffer|\bwors|\bdrops?\b|\blower\b|\bswapped\b",
        cause="OpenCV reads images as BGR, and the weights of torchvision and timm are for RGB: red and"
        " blue are swapped",
        fix="image = cv2.cvtColor(image, cv2.COLOR_BGR2RGB) behind cv2.imread, then ToTensor() and"
        " Normalize",
        page="https://docs.pytorch.org/vision/stable/models.html",
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
