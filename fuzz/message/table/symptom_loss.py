"""What people ask about the numbers of a loss, where nothing was raised."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
NN = f"{DOCS}generated/torch.nn."
NOT = r"(?:\bnot|n't|n\u2019t|\bnever|\bno longer)"

SYMPTOMS = (
    symptom(
        "each_with_all",
        r"\bloss|distance|label|target|\bpred",
        r"[\[(](\d\d+), ?1[\])][\s\S]*[\[(]\1,?[\])]|[\[(](\d\d+),?[\])][\s\S]*[\[(]\2, ?1[\])]",
        r"[\[(](\d\d+), ?\1[\])]",
        cause="a tensor of shape [N, 1] and one of [N] are broadcast to [N, N]: each output is compared"
        " or multiplied with the labels of all, which raises nothing and is wrong",
        fix="bring both to one shape: label.squeeze(1) (or view(-1)), or output.unsqueeze(1), a distance"
        " with keepdim=True; check it with assert output.shape == label.shape",
        page="https://docs.pytorch.org/docs/stable/notes/broadcasting.html",
    ),
    symptom(
        "sigmoid_twice",
        r"sigmoid",
        r"BCEWithLogits|with_logits",
        rf"stuck|plateau|slow|0\.5\b|0\.73|{NOT} (?:\w+ )?(?:go|learn|decreas|converg|drop|train)",
        cause="BCEWithLogitsLoss applies a sigmoid itself: of what is between 0 and 1 already it makes"
        " 0.5 to 0.73, so that no output comes near 0 and the loss stays high",
        fix="leave the sigmoid at the end of the network out, and apply it where probabilities are"
        " shown; or nn.BCELoss on its output",
        page=f"{NN}BCEWithLogitsLoss.html",
    ),
    symptom(
        "signs_wanted",
        r"hinge_?embedding|cosine_?embedding|margin_?ranking|\bsoft_?margin",
        r"\b0 ?(?:/|and|or|,|instead) ?1?\b|\{0, ?1\}|\bbinary\b",
        r"label|target",
        cause="the target of this loss is 1 for a pair that belongs together (or is in order) and -1 for"
        " one that does not; 0 is neither, and raises no error",
        fix="target = 2 * label.float() - 1",
        page=f"{NN}CosineEmbeddingLoss.html",
    ),
    symptom(
        "negative_overlap",
        r"\bdice|\biou\b|jaccard",
        r"(?:loss|score|coef\w*|value|dice)\b.{0,25}\bnegative\b|\bnegative (?:loss|dice|score|value)"
        r"|(?:greater|larger|bigger|more|higher|above|over) (?:than )?1\b(?![.\d])|> ?1\b"
        r"(?![.\d])|(?:less than|below|< ?)(?:0|zero)\b(?![.\d])",
        r"\bloss|score|coef|value",
        cause="the overlap of two masks lies in 0 to 1 where both do: it leaves that where the mask has"
        " values of 0 and 255 or class numbers, or the output is logits (no sigmoid or softmax in"
        " front); a loss that is written as -dice in place of 1 - dice is negative by itself",
        fix="print(mask.unique(), output.min(), output.max()): mask = (mask > 0).float(), or one"
        " plane for"
        " each class, F.one_hot(mask, C).permute(0, 3, 1, 2); output.sigmoid() or softmax(1) in front",
        page=f"{NN}functional.one_hot.html",
        confidence="possible",
    ),
    symptom(
        "summed",
        r"reduction ?= ?.{0,2}sum\b|size_average ?= ?False",
        r"explod|\bhuge\b|\bnan\b|diverg|too (?:large|big|high)|grows? with",
        cause="with reduction='sum' the loss, and so its gradient, grows with the number of samples (and"
        " pixels) of a batch: the learning rate that fits a mean is too high for it",
        fix="reduction='mean'; or divide by what counts, loss / target.size(0), or lower the learning"
        " rate by that factor",
        page=f"{NN}CrossEntropyLoss.html",
    ),
    symptom(
        "labels_mostly_none",
        r"multi-?label",
        r"accura",
        r"\b9\d(?:\.\d+)? ?%|0\.9\d|\bhigh\b|very good|too good|\bgood\b",
        r"\bbad\b|\bwrong|all (?:zero|0)|nothing|\bsame\b|poor|useless|\blow\b",
        cause="an accuracy over all labels one by one counts those that are absent as well, which are"
        " most: a network that says no to each of them has 95 % and more",
        fix="look at precision, recall and F1 of each label, or mean average precision; let rare labels"
        " count, BCEWithLogitsLoss(pos_weight=negatives / positives), and choose the threshold by F1",
        page=f"{NN}BCEWithLogitsLoss.html",
        confidence="possible",
    ),
    symptom(
        "at_chance",
        r"\bloss\b",
        r"(?<![.\d])(?:0\.69(?:3\d*)?|1\.0986|1\.38\d{0,2}|1\.609\d*|2\.30\d*|4\.60\d*|6\.90\d*)(?![.\d])",
        rf"stuck|stays?\b|constant|plateau|\bsame\b|remain|around|near|{NOT} (?:\w+ )?(?:go|learn"
        rf"|decreas"
        r"|converg|drop|train|chang)",
        cause="that is log(C), the loss of a network that holds all classes for alike (0.693 for 2,"
        " 2.303 for 10, 6.908 for 1000): it has learned nothing. Mostly the learning rate is too high or"
        " too low, the optimizer has not these parameters, the graph is cut, the images are not"
        " normalised, or labels and images do not belong together",
        fix="train on one batch of 8 images alone: 100 steps must bring the loss near 0. If they do,"
        " look"
        " at labels and data; if not, at p.grad of each parameter (None where the graph is cut), make"
        " the optimizer behind the last change to the network, and try lr=1e-3 (Adam 1e-4)",
        page=f"{DOCS}optim.html",
        confidence="possible",
    ),
    symptom(
        "one_class_for_all",
        r"(?:predict\w*|outputs?|classif\w*|gives?|giving|returns?)\b.{0,30}\b(?:the same|one|a single"
        r"|only one|only|same)\b.{0,12}\b(?:class|label|value|output|prediction|result|probabilit)\w*"
        r"|(?:output|prediction|result)s? (?:is|are) (?:always )?(?:the same|identical)\b"
        r"|always (?:predict|output|classif)\w*"
        r"|\b(?:all|every\w*)\b.{0,20}\b(?:predicted|classified) (?:as|to be|into)\b",
        r"predict|class|\bnet(?:work)?\b|model|resnet|images?\b",
        r"\b(?:for|on|of|whatever|with) (?:all|every|each|any|different|the whole)\b.{0,20}"
        r"(?:images?|inputs?|samples?|pictures?|data)|\balways\b|\bonly (?:one|a single) class\b"
        r"|\b(?:all|every\w*)\b.{0,20}\b(?:predicted|classified) (?:as|to be|into)\b|whatever",
        cause="the features no longer depend on the image. At inference: weights that were not"
        " loaded, or"
        " images that are prepared in another way than in training (0 to 255 in place of 0 to 1, not"
        " normalised). In training: a learning rate that is too high has killed the ReLUs, or one class"
        " outweighs all others",
        fix="compare (model(a) - model(b)).abs().max() for two images in train() and in eval(): if they"
        " differ in train() alone, the statistics of BatchNorm are to blame; use the transforms of the"
        " training and look at missing_keys of load_state_dict(); in training lower the learning rate"
        " tenfold, and weigh the classes (weight=, WeightedRandomSampler)",
        page=f"{NN}BatchNorm2d.html",
        confidence="possible",
    ),
    symptom(
        "not_a_number",
        r"\bloss(?:es)?\b(?: \w+){0,4} (?:is|are|was|becomes?|became|turns?|turned|goes|went|gets?|got"
        r"|shows?|being)(?: \w+){0,3} (?:nan|inf|infinity)\b|\bloss[:=]? ?(?:is )?nan\b"
        r"|\bnan loss(?:es)?\b",
        cause="one number on the way has become NaN or infinite: a learning rate that is too high, log()"
        " or sqrt() or a division at 0, NaN in images or labels, or a batch of which nothing counts",
        fix="find the first: torch.isfinite(x).all() of images, output and loss in each step, and"
        " torch.autograd.set_detect_anomaly(True) for backward; lower the learning rate or warm it up,"
        " clip gradients (clip_grad_norm_ behind backward), and give log, sqrt and divisions an eps",
        page=f"{DOCS}autograd.html#anomaly-detection",
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
