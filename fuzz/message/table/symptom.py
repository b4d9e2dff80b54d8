"""What people ask about who got no error: numbers that can't be, and networks that don't learn."""

from fuzz.message.symptom import symptom

NN = "https://docs.pytorch.org/docs/stable/generated/torch.nn."
NORM = r"batch ?-?norm|\bbn\b|running_?(?:mean|var|stat)|running (?:mean|var|stat)"
NOT = r"(?:\bnot|n't|n\u2019t|\bnever|\bwithout|\bno longer)"

SYMPTOMS = (
    symptom(
        "scale_of_means",
        r"\b(?:123\.6\d*|116\.(?:28|7\d*)|103\.(?:5\d*|9\d*))\b",
        r"\bToTensor\b|/ ?255\b",
        cause="the mean and std are those of pixels from 0 to 255, and ToTensor() (or the division by"
        " 255) makes pixels from 0 to 1 of them: normalised by both, all of an image comes out at about"
        " -2",
        fix="behind ToTensor() use mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]; or leave the"
        " division by 255 out and keep the others",
        page="https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html",
        confidence="certain",
    ),
    symptom(
        "flag_of_module",
        r"\b\w+\.(?:fc|layer\d|conv1|bn1|classifier|head|backbone|encoder|features|avgpool|base\w*)"
        r"(?:\[-?\d+\])*\.requires_grad ?= ?(?:True|False)",
        cause="a module has no requires_grad: the assignment makes an attribute that nothing reads, and"
        " its parameters stay as they are",
        fix="model.fc.requires_grad_(True), which sets it for all parameters of the module (False"
        " freezes them); or for p in model.fc.parameters(): p.requires_grad = True",
        page=f"{NN}Module.html#torch.nn.Module.requires_grad_",
    ),
    symptom(
        "flag_of_loss",
        r"\b\w*loss\w*\.requires_grad(?:_\(| ?= ?True)",
        cause="loss.requires_grad = True makes the loss a beginning in place of an end: backward() stops"
        " there, and no parameter gets a gradient. It hides that the graph is cut between the network"
        " and the loss, or that all on the way is frozen",
        fix="take the line out, and look what cuts the graph: torch.no_grad(), .detach(), .data,"
        " .item(), numpy(), argmax() or a new torch.tensor(...) behind the network, or parameters with"
        " requires_grad=False; print(output.requires_grad, loss.grad_fn) tells",
        page="https://docs.pytorch.org/docs/stable/notes/autograd.html",
    ),
    symptom(
        "group_norm",
        r"\bGroupNorm\b",
        r"\b(?:two|2) (?:positional )?arguments|norm_layer",
        cause="torchvision makes its norms as norm_layer(channels), with one argument, and GroupNorm"
        " takes two, the number of groups first",
        fix="norm_layer=lambda channels: nn.GroupNorm(32, channels)",
        page=f"{NN}GroupNorm.html",
    ),
    symptom(
        "frozen_norm",
        NORM,
        r"fr[eo]ez|frozen|requires_grad|\bfix(?:ed|ing)?\b|momentum ?(?:=|is|to|of)? ?0",
        r"updat|chang|drift|differ|\bstill\b|\bmov(?:e|ing)\b|wors",
        cause="a BatchNorm is at rest in eval mode alone, and model.train() puts all layers back into"
        " training mode, those that were frozen by eval() before as well; requires_grad=False (or"
        " momentum=0) is not enough: in training mode it normalises by its batch, and moves running_mean"
        " and running_var, which are buffers, in each forward pass, and eval() is as good as these are",
        fix="put these layers into eval mode behind each model.train(): for m in model.modules(): if"
        " isinstance(m, nn.BatchNorm2d): m.eval(); or build the network with"
        " norm_layer=torchvision.ops.FrozenBatchNorm2d",
        page=f"{NN}BatchNorm2d.html",
    ),
    symptom(
        "statistics_moved",
        r"\.eval\(\).{1,150}?\w\(\w+\).{0,100}?\.train\(\).{1,150}?\w\(\w+\).{0,100}?\.eval\(\)"
        r".{1,60}?\w\(\w+\)"
        r"|eval.{0,80}(?:differ|chang|not the same).{0,120}(?:after|behind|because of) (?:\w+ ){0,4}"
        r"(?:forward|pass|run|call)\w*.{0,40}train",
        cause="a forward pass in train() mode moves running_mean and running_var of each BatchNorm"
        " towards its batch, without any optimizer step and in spite of requires_grad=False, since"
        " they are buffers and no parameters; eval() normalises by them, so that its output is"
        " another one afterwards",
        fix="leave the network in eval() where nothing is to change, or put its BatchNorm layers back"
        " into it behind each model.train(): for m in model.modules(): if isinstance(m,"
        " nn.BatchNorm2d): m.eval(); momentum=0 keeps the statistics as well;"
        " track_running_stats=False has none",
        page=f"{NN}BatchNorm2d.html",
        unless=r"\.step\(|\.backward\(",
    ),
    symptom(
        "frozen_moves",
        r"fr[eo]ez|frozen|requires_grad",
        r"(?:weights?|param(?:eter)?s?|layers?|modules?|backbone|encoder)\b.{0,40}"
        r"\b(?:still|nevertheless|anyway|keeps?|also|all the same)\b.{0,20}"
        r"(?:updat|chang|mov(?:e|ing)|train(?:s|ed|ing)\b|drift)"
        r"|frozen (?:layers?|weights?|param\w*|modules?)\b.{0,20}(?:updat|chang|mov|drift)"
        r"|requires_grad ?= ?False.{0,60}\bstill (?:train|updat|chang)",
        cause="a parameter that is frozen while the optimizer has it, with a gradient of an earlier step"
        " (of zeros, where zero_grad(set_to_none=False) was called, as before torch 2.0), goes on being"
        " moved by weight decay and momentum; or it was frozen in another copy of the network than the"
        " one that is trained",
        fix="freeze first, and give the optimizer the others alone: optimizer = SGD([p for p in"
        " model.parameters() if p.requires_grad], ...); or p.grad = None for those that are frozen"
        " later; BatchNorm moves its statistics all the same, until it is in eval()",
        page="https://docs.pytorch.org/docs/stable/generated/torch.optim.Optimizer.zero_grad.html",
        confidence="possible",
    ),
    symptom(
        "ignored_all",
        r"\bnan\b",
        r"ignore_index|\bignored?\b|\b-100\b",
        cause="the mean of the loss is taken over the targets that count: where all of a batch are"
        " ignore_index (255, -100) it is 0 / 0, NaN (torch before 1.11 gave 0)",
        fix="leave such batches out, if (target != ignore_index).any(); or reduction='sum' divided by"
        " (target != ignore_index).sum().clamp(min=1)",
        page=f"{NN}CrossEntropyLoss.html",
    ),
    symptom(
        "root_of_zero",
        r"\bnan\b",
        r"siamese|contrastive|triplet|euclidean|pairwise|\bsqrt\b|\bcdist\b|distance",
        cause="the square root of a distance has no finite slope at 0: for two equal embeddings (an"
        " image paired with itself, or a head whose outputs are all 0) backward multiplies 0 by"
        " infinity, which is NaN",
        fix="add something below the root: (d2 + 1e-9).sqrt(), or d2.clamp(min=1e-9).sqrt(); or use"
        " F.pairwise_distance, which has an eps; torch.autograd.set_detect_anomaly(True) shows the line",
        page=f"{NN}functional.pairwise_distance.html",
    ),
    symptom(
        "negative_divergence",
        r"\bkl\b|\bkl_?div|\bkld\b|kullback|\bkd\b|distill",
        r"negative|< ?0|below (?:0|zero)|minus",
        cause="KLDivLoss takes its input as log-probabilities; of probabilities, or logits, it is no"
        " divergence, and may be negative",
        fix="F.kl_div(F.log_softmax(student, 1), F.softmax(teacher, 1), reduction='batchmean')",
        page=f"{NN}KLDivLoss.html",
    ),
    symptom(
        "negative_entropy",
        r"\bbce|binary.?cross.?entropy|cross.?entropy|\bnll_?loss",
        r"negative (?:loss|value|number)|loss\b.{0,40}\bnegative|(?:< ?|below )(?:0|zero)(?![.\d])"
        r"|= ?-\d",
        cause="a cross-entropy is negative only where the target is no probability: BCEWithLogitsLoss"
        " and soft targets of CrossEntropyLoss take labels beyond 0 to 1 (class ids, masks of 0 and"
        " 255) as they are; NLLLoss is so on probabilities that are not log-probabilities",
        fix="print(target.min(), target.max()): make it 0 or 1, target = (mask > 0).float(), or class"
        " indices with CrossEntropyLoss; for NLLLoss put F.log_softmax(output, 1) in front",
        page=f"{NN}BCEWithLogitsLoss.html",
    ),
    symptom(
        "softmax_twice",
        r"softmax|(?:minimum|lowest|smallest) possible loss",
        r"cross.?entropy|\bce ?loss|\bce\b|\bloss\b",
        rf"stuck|plateau|{NOT} (?:\w+ )?(?:decreas|go|learn|improv|converg|drop|train)|minimum|lower"
        r" bound|bounds|slow|constant|saturat|learns? nothing",
        cause="CrossEntropyLoss applies log_softmax itself: of probabilities, between 0 and 1, it can't"
        " get low, log(1 + (C - 1) / e) at best (1.46 for 10 classes), and its gradients are small",
        fix="give it the logits: leave out softmax() at the end of the network, and apply it where"
        " probabilities are shown; or nn.NLLLoss on log_softmax",
        page=f"{NN}CrossEntropyLoss.html",
    ),
    symptom(
        "loss_of_zero",
        r"^(?!.*(?:triplet|contrastive|siamese|hinge|margin))",
        r"\bloss(?:es)?\b(?: \w+){0,4}"
        r" (?:is|are|was|stays?|stuck|remains?|always|becomes?|equals?|gets?)\b"
        r"(?: \w+){0,3} (?:0(?:\.0*)?|zero)(?![.\d]*[1-9]\d*)(?!\w)",
        cause="a cross-entropy over one class is 0 for each input: softmax of a single output is 1, and"
        " nothing has a gradient",
        fix="for two classes give the network two outputs (nn.Linear(features, 2)), or keep one and use"
        " nn.BCEWithLogitsLoss()(output.squeeze(1), target.float()); print(output.shape) tells; where"
        " there are more outputs, look whether all targets are one class or ignored",
        page=f"{NN}CrossEntropyLoss.html",
        unless=r"\b(?:acc|prec|top)\w*.{0,40}\b100(?![.\d]*[1-9])",
    ),
    symptom(
        "compared_all",
        r"accura|\bcompar|\bcorrect\b|\bpred",
        r"expanded to \W?\d+, ?(\d+)",
        cause="predictions of shape [N] are compared with targets of shape [N, 1]: both are broadcast"
        " to [N, N], so that each is compared with all",
        fix="bring both to one shape: (output.argmax(1) == target.squeeze(1)).float().mean()",
        page="https://docs.pytorch.org/docs/stable/notes/broadcasting.html",
    ),
    symptom(
        "beyond_all",
        r"accura|\bcorrect\b",
        r"(?:over|above|more than|(?:great|larg|high|bigg)er than|exceed\w*|beyond|>)"
        r" ?(?:100 ?%?|1(?:\.0)?)(?![.\d])"
        r"|\b(?:1\d[1-9]|1[1-9]\d|[2-9]\d\d|\d{4,})(?:\.\d+)? ?%",
        cause="more are counted as correct than there are: either predictions [N, 1] are compared with"
        " targets [N], which broadcasts to [N, N], each with all; or the count is divided by something"
        " else than the images that were counted, as len(loader), which is batches, or one batch_size",
        fix="compare one shape, (output.argmax(1) == target.view(-1)).sum().item(), and divide by the"
        " images: total += target.size(0); accuracy = correct / total",
        page="https://docs.pytorch.org/docs/stable/notes/broadcasting.html",
    ),
    symptom(
        "none_correct",
        r"\bacc(?:uracy)?\b.{0,30}(?<![.\d])(?:0(?:\.0+)?(?![.\d])|zero)",
        r"\b(?:always|remain\w*|stay\w*|stuck|all the time|(?:every|each) epoch|constant\w*|only"
        r"|never)\b",
        cause="the count of the correct ones comes out as 0: integer tensors were divided, which torch"
        " before 1.5 (and Python 2) rounds down; or predictions and targets are not of one kind, as"
        " argmax over another dimension than the classes, one-hot targets, labels that count from 1, or"
        " scores that are compared with ==",
        fix="correct += (output.argmax(1) == target).sum().item(), and accuracy = float(correct) /"
        " total; print(output.argmax(1)[:8], target[:8]) shows whether they can agree at all (one-hot:"
        " target.argmax(1))",
        page="https://docs.pytorch.org/docs/stable/generated/torch.argmax.html",
        confidence="possible",
    ),
    symptom(
        "random_in_eval",
        r"\beval\(\)|\beval(?:uation)?\b mode|model\.eval\b",
        r"(?:each|every) (?:time|run|call|epoch|execution)|same (?:image|input|sample|data)|twice",
        r"(?:differ\w*|var(?:y|ies|ying)|inconsistent|chang\w+|random)\W+(?:\w+\W+){0,3}"
        r"(?:results?|outputs?|predictions?|features?|scores?|accura\w+|values?)"
        r"|(?:results?|outputs?|predictions?|features?|scores?|accura\w+)\W+(?:\w+\W+){0,3}"
        r"(?:differ\w*|var(?:y|ies)|chang\w+|inconsistent)",
        cause="in eval mode a network gives the same for the same input: what is random is in front of"
        " it or made anew. Mostly the transforms of the training (RandomHorizontalFlip, RandomCrop,"
        " ColorJitter) are used; or F.dropout(x) without training=self.training, train() called again,"
        " or weights that were not loaded, which are drawn anew at each start",
        fix="use transforms without chance for it: Resize, CenterCrop, ToTensor, Normalize; pass one and"
        " the same tensor twice, (model(x) - model(x)).abs().max(), to see which of the two it is;"
        " print(model.training), and look at missing_keys of load_state_dict()",
        page="https://docs.pytorch.org/vision/stable/transforms.html",
        confidence="possible",
    ),
    symptom(
        "eval_worse",
        r"\beval\(\)|\beval(?:uation)?\b mode|model\.eval\b|\.eval\(",
        r"wors|drop|lower|higher|differ|wrong|\bbad\b|poor|constant|\bbetter\b|not as good|same"
        r" (?:class|output|prediction|result)"
        r"|(?:rais|ris|increas)\w*.{0,20}(?:error|loss)|(?:error|loss).{0,30}(?:rise|increas|explod)"
        r"|(?:go|goes|went|gone) (?:even )?down|\b(?:[1-9]|[1-5]\d) ?%|random|fail",
        cause="eval() changes BatchNorm (and dropout): it takes the running mean and variance in place"
        " of those of the batch. They are not those of the data where they had too few or too small"
        " batches to settle, where training went on with these layers in eval mode or frozen, or where"
        " the images are prepared in another way than in training",
        fix="keep eval() and mend the statistics: the same transforms in both, model.train() in"
        " training, batches of 16 and more (drop_last=True), or some hundred batches through the"
        " network in train() under torch.no_grad(); for small batches GroupNorm, or a pretrained"
        " network whose BatchNorm stays in eval()",
        page=f"{NN}BatchNorm2d.html",
        confidence="possible",
    ),
    symptom(
        "no_eval",
        r"pre-?trained|load\w* (?:the )?(?:weights|checkpoint|model)|inference|each time|every"
        r" time|same image",
        r"(?:low|poor|bad|wrong|random|different|incorrect|weird|odd|garbage|inconsistent|varying)\W+"
        r"(?:\w+\W+){0,4}(?:accura\w+|predictions?|results?|outputs?|class\w*|scores?|values?)"
        r"|(?:accura\w+|predictions?|results?|outputs?)\b(?: \w+){0,3} (?:is|are|very|too)"
        r"(?: \w+){0,2} (?:low|poor|bad|wrong|random|different|incorrect|weird|odd)",
        cause="mostly the network is still in training mode, in which BatchNorm normalises by the batch"
        " at hand (one image with itself) and dropout is at work; or the images are not prepared as"
        " those that it was trained on",
        fix="model.eval() behind load_state_dict() and in front of the evaluation; then the transforms"
        " of the weights, ResNet50_Weights.DEFAULT.transforms(): RGB (OpenCV reads BGR), 0 to 1,"
        " normalised by mean and std, of the size of the training",
        page=f"{NN}Module.html#torch.nn.Module.eval",
        confidence="possible",
        unless=r"\bfuse_",
    ),
    symptom(
        "memory_of_graph",
        r"\bmemory\b|\bram\b|\bvram\b",
        r"(?:increas|grow|leak|fill|accumulat|climb)\w*",
        r"iteration|epoch|step|batch|loop|over time|constant|gradual|slow|keep|until",
        cause="something that is kept from one iteration to the next holds the graph of its forward"
        " pass: mostly the loss that is summed up, total += loss, or outputs and features in a list",
        fix="keep numbers, total += loss.item(), and features.detach().cpu(); run the validation under"
        " torch.no_grad()",
        page="https://docs.pytorch.org/docs/stable/notes/faq.html",
        confidence="possible",
    ),
    symptom(
        "gradient_none",
        r"\bgrad(?:ient)?s?\b.{0,30}\b(?:is|are|as|being|returns?|all|=|get|gets|becomes?)\b.{0,12}\bNone\b"
        r"|\bNone\b.{0,20}\bgrad(?:ient)?s?\b",
        cause="a parameter has no gradient where the loss does not depend on it in the graph: it is"
        " frozen (requires_grad=False), takes no part in the forward pass (the fc of a network that was"
        " cut), or something on the way ends the graph (detach(), .data, .item(), numpy(),"
        " torch.no_grad(), argmax)",
        fix="print([n for n, p in model.named_parameters() if p.grad is None]) behind loss.backward(),"
        " and look for these on the way from the first of them to the loss; for a tensor that was"
        " computed, call retain_grad() before backward()",
        page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.grad.html",
        confidence="possible",
    ),
    symptom(
        "not_updated",
        r"(?:weights?|param(?:eter)?s?|\bfc\b|\bhead\b|classifier|backbone|layers?)\b.{0,40}"
        rf"(?:{NOT} (?:being |get(?:ting)? )?(?:updat|chang|train|learn)|(?:stay|remain)\w* (?:the"
        rf" )?same)",
        cause="the optimizer changes what it was given when it was made, and what has a gradient:"
        " layers that were replaced or unfrozen afterwards, that are frozen, or whose graph ends before"
        " the loss, stay as they are",
        fix="make the optimizer behind the last change to the network, over the parameters with"
        " requires_grad, and look at p.grad behind loss.backward(): None means that the loss does not"
        " get there; optimizer.step() has to be called, with a learning rate above 0",
        page="https://docs.pytorch.org/docs/stable/optim.html",
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
