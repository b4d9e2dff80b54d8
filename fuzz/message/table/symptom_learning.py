"""What people ask about two curves that go apart, rates that never change, and scores that stay at"
" chance."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
NN = f"{DOCS}generated/torch.nn."
RATE = f"{DOCS}optim.html#how-to-adjust-learning-rate"
PLATEAU = f"{DOCS}generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html"
VISION = "https://docs.pytorch.org/vision/stable/"
NOT = r"(?:\bnot|n't|n\u2019t|\bnever|\bno longer)"
TRAIN = r"\btrain(?:ing)?\b"
HELD_OUT = r"\b(?:valid\w*|val|test(?:ing)?|held-?out)\b"
SCORE = r"(?:loss|acc(?:uracy)?|error|performance|score|result)s?\b"

SYMPTOMS = (
    symptom(
        "all_of_one_class",
        r"\bloss\b.{0,60}(?<![.\d])(?:0(?:\.0+)?(?![.\d])|zero\b)",
        r"(?:acc\w*|prec\w*|top-?1).{0,40}\b(?:100(?:\.0*)?|1\.0+|perfect)(?![.\d])",
        r"first|immediate|soon|right away|after (?:one|a few|the)|at once|from the (?:start|beginning)"
        r"|forever",
        cause="a training that is perfect at once has nothing to tell apart: all images have one and the"
        " same label. ImageFolder makes a class of each folder just below its root, and a path that is"
        " one"
        " level too high gives one class, train, for everything",
        fix="print(dataset.classes, len(dataset.classes), collections.Counter(dataset.targets)); pass"
        " the"
        " folder that has the folders of the classes in it: root/train, with root/train/cat/1.jpg below",
        page=f"{VISION}generated/torchvision.datasets.ImageFolder.html",
    ),
    symptom(
        "plateau_of_accuracy",
        r"ReduceLROnPlateau",
        r"accura|\bacc\b|\bdice\b|\biou\b|\bf1\b|\bmAP\b|\bauc\b",
        r"(?:lr|rate)\b.{0,40}(?:drop|decreas|reduc|fall|shrink|lower)|immediate|too (?:early|soon|fast)"
        r"|each epoch|every epoch|although|even though|while",
        cause="ReduceLROnPlateau watches for something to fall (mode='min', as of a loss): an accuracy"
        " that"
        " rises is no improvement to it, and the rate is lowered after each patience",
        fix="ReduceLROnPlateau(optimizer, mode='max', patience=5) for what should rise; or"
        " step(validation_loss)",
        page=PLATEAU,
        unless=r"mode ?= ?['\"]max",
    ),
    symptom(
        "rate_too_high",
        r"\badamw?\b|\brmsprop\b",
        r"\b(?:lr|rate)\b\W{0,3}(?:(?:of|is|was|to|at) )?"
        r"(?:1e-0?1|0?\.[1-9]\d*|1\.0|1e-0?2|0?\.0[1-9])(?!\d)",
        rf"{NOT} (?:\w+ )?(?:decreas|learn|improv|converg|go|drop|train)|stuck|diverg|constant|\bnan\b"
        r"|chance|increas|explod",
        cause="Adam moves every weight by about the learning rate in each step, whatever the gradient:"
        " 0.01"
        " and more, which is right for SGD, throws pretrained weights away in the first ones",
        fix="Adam(model.parameters(), lr=1e-4) for pretrained layers and 1e-3 for a new head, by"
        " groups; or"
        " SGD with lr=0.01 and momentum=0.9",
        page=f"{DOCS}generated/torch.optim.Adam.html",
    ),
    symptom(
        "rate_never_changes",
        r"schedul|StepLR|CosineAnneal|MultiStep|ExponentialLR|OneCycle|LambdaLR",
        r"learning rate|\blr\b",
        rf"(?:always|stays?|remain\w*|is|keeps?) (?:the )?(?:same|constant|unchanged)"
        rf"|{NOT} (?:\w+ )?(?:chang|decreas|updat|reduc|decay)|no effect",
        cause="a scheduler changes the optimizer that it was made for, when its step() is called, and as"
        " often as it counts: step() is missing or in a branch that is not taken, step_size or"
        " milestones"
        " are beyond the number of calls, or the optimizer was made anew behind the scheduler",
        fix="scheduler.step() once behind each epoch (each batch for OneCycleLR), print"
        "(optimizer.param_groups[0]['lr']) there; make the scheduler of the very optimizer that steps",
        page=RATE,
        confidence="possible",
    ),
    symptom(
        "left_in_eval",
        r"model\.train\(\)|\.train\(\)|train(?:ing)? mode",
        rf"{NOT} (?:\w+ )?(?:call|set|put|switch|go)|forg[eo]t|without|missing|only (?:once|at the)",
        r"\b(?:after|behind|following)\b.{0,30}(?:valid|eval|test)|back (?:to|in|into) train"
        r"|before the (?:first )?(?:epoch|loop)",
        cause="model.eval() for a validation holds until model.train() is called: the epochs behind it"
        " train"
        " with BatchNorm at its running statistics, which no longer move, and without dropout",
        fix="model.train() at the beginning of each epoch, not once before the loop; model.eval() in"
        " front"
        " of each validation",
        page=f"{NN}Module.html#torch.nn.Module.train",
    ),
    symptom(
        "top5_of_few",
        r"top-?_?5|acc@?5|prec@?5",
        r"(?:always|every|constant|each|stays?|is)\b.{0,20}\b(?:100|1\.0+)(?![.\d])",
        cause="among the best five of five or fewer classes the right one always is: a top-5 accuracy"
        " tells"
        " nothing there",
        fix="look at top-1: topk=(1,), or (1, 2) for a few classes; with more classes"
        " print(output.shape),"
        " which must be [N, C]",
        page=f"{DOCS}generated/torch.topk.html",
        confidence="possible",
    ),
    symptom(
        "detector_finds_nothing",
        r"faster.?r-?cnn|mask.?r-?cnn|retinanet|\bssd\b|\bfcos\b|detector|detection",
        r"\bmAP\b.{0,30}(?<![.\d])(?:0(?:\.0+)?(?![.\d])|zero)"
        r"|no (?:boxes|detections?|predictions?|objects)|(?:empty|zero) (?:boxes|detections?"
        r"|predictions?)"
        rf"|nothing (?:is )?(?:detect|found)|{NOT} (?:\w+ )?detect",
        r"custom|\bown\b|train|fine-?tun",
        cause="a detector of torchvision wants its targets in its own way: labels from 1 (0 is the"
        " background, and num_classes counts it), boxes [x1, y1, x2, y2] in pixels of the image that is"
        " passed, and images in 0 to 1 that it normalises itself. Labels from 0, [x, y, w, h] as of"
        " COCO,"
        " or images that are normalised already raise nothing",
        fix="draw the targets of one sample on its image (torchvision.utils.draw_bounding_boxes);"
        " labels +"
        " 1, torchvision.ops.box_convert(boxes, 'xywh', 'xyxy'), no Normalize; overfit ten images first",
        page=f"{VISION}models.html#object-detection",
        confidence="possible",
    ),
    symptom(
        "only_background",
        r"\biou\b|\bdice\b|segment|\bmasks?\b|\bunet\b|u-net",
        r"background|all (?:zeros?|black)|(?:black|empty) (?:masks?|predictions?|outputs?|images?)",
        r"\b(?:only|all|every\w*|just|nothing but|always|entire\w*|completely|but)\b",
        cause="most pixels are background, and a network that says so everywhere has a low loss; or the"
        " masks that it learns from hold nothing else: values of 0 and 255 or colours became other"
        " classes,"
        " or were lost in resizing",
        fix="print(mask.unique(return_counts=True)) behind all transforms: 0 to C - 1 is right; then let"
        " rare classes count, CrossEntropyLoss(weight=...), or add a Dice loss over the classes",
        page=f"{NN}CrossEntropyLoss.html",
        confidence="possible",
    ),
    symptom(
        "validation_easier",
        rf"{HELD_OUT}.{{0,25}}{SCORE}.{{0,25}}(?:higher|better|greater|lower|smaller|less) than.{{0,15}}"
        rf"{TRAIN}",
        r"accura|\bloss\b|\bacc\b",
        cause="nothing is wrong, mostly: the score of the training is counted with dropout and"
        " augmentation, and is the mean over an epoch in which the network was still worse; the"
        " validation"
        " is counted behind it, without both",
        fix="count the training images once in model.eval() without augmentation, behind the epoch, to"
        " compare; if the gap stays, look whether images of the training are in the validation set as"
        " well",
        page=f"{NN}Dropout.html",
        confidence="possible",
        unless=r"(?:accura\w*|\bacc\b).{0,25}(?:lower|smaller|less|wors\w*) than|"
        r"\bloss\b.{0,25}(?:higher|greater|larger|wors\w*) than",
    ),
    symptom(
        "curves_apart",
        rf"{TRAIN}.{{0,20}}{SCORE}.{{0,30}}(?:decreas|fall|go\w* down|drop|improv|increas|high|good|fine"
        r"|perfect|great|low|9\d(?:\.\d+)? ?%|0\.9\d|100 ?%|1\.0)|over-?fit",
        rf"{HELD_OUT}.{{0,20}}{SCORE}.{{0,40}}(?:increas|ris(?:es|ing)|go\w* up|stuck|stays?|stop"
        rf"|constant"
        rf"|plateau|low|poor|bad|wors|chance|random|around|only|\bat \d|{NOT} \w+)",
        cause="the network knows its training images and not the others: it is overfitted, or the others"
        " come to it in another way (no eval(), another mean and std, BGR, other sizes, labels of"
        " another"
        " order)",
        fix="run the validation over the training images: if they too come out badly, it is the"
        " preparation"
        " or eval(); if well, it is overfitting: augmentation (RandomResizedCrop, flips), weight_decay,"
        " fewer layers to train, early stopping, and a split in which no person, scene or copy is in"
        " both"
        " parts",
        page=f"{NN}Module.html#torch.nn.Module.eval",
        confidence="possible",
    ),
    symptom(
        "accuracy_at_chance",
        r"accura|\bacc\b",
        r"(?:stuck|always|stays?|remain\w*|constant|only|never (?:above|exceeds?|goes)|around|about"
        r"|same)\b"
        r".{0,15}(?<![.\d])(?:10|50|20|25|33)(?:\.\d+)? ?%|\bchance\b|random guess"
        r"|no better than random",
        cause="that is what guessing gets (100 % divided by the number of classes): the network has"
        " learned"
        " nothing yet, or what it has learned is asked in another way. Mostly the learning rate is too"
        " high"
        " for pretrained weights, the optimizer has not these parameters, labels and images do not"
        " belong"
        " together, or the evaluation prepares images otherwise",
        fix="train on one batch of 8 images alone: 100 steps must bring the loss near 0 and the"
        " accuracy to"
        " 100 %. If they do, look at labels, shuffling and transforms; if not, at p.grad and the"
        " learning"
        " rate (Adam 1e-4, SGD 1e-2)",
        page=f"{DOCS}optim.html",
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
