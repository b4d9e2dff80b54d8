"""Symptoms: questions of people who got no error, told by what they say, and by nothing less."""

import pytest

from fuzz.message import explain
from fuzz.message.symptom import LONGEST

FROZEN = "I froze the backbone with requires_grad=False, but running_mean still changes while training"


def name_of(text: str) -> str:
    answer = explain(text).answer
    return "" if answer is None else answer.name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (FROZEN, "symptom.frozen_norm"),
        ("all labels of the image are ignored (255) and the loss is nan", "symptom.ignored_all"),
        ("my contrastive loss gives nan gradients after some batches", "symptom.root_of_zero"),
        ("The KL divergence between teacher and student is negative", "symptom.negative_divergence"),
        ("model.layer4.requires_grad = False, and it trains all the same", "symptom.flag_of_module"),
        ("my layers in a python list are not in model.parameters()", "symptom.list_of_layers"),
        ("[block] * 3: do the three share their weights?", "symptom.one_block_for_all"),
        ("I loaded with strict=False, but accuracy is at chance level", "symptom.strict_false"),
        ("the output is nan in eval mode but not in train mode", "symptom.nan_in_statistics"),
        ("loss becomes nan with fp16 after a few steps", "symptom.nan_in_half"),
        ("the triplet loss is stuck at the margin", "symptom.collapsed"),
        ("view instead of permute scrambles my image", "symptom.viewed_for_permuted"),
        ("the loss stays at 0.6931 and never goes down", "symptom.at_chance"),
        ("I apply sigmoid and BCEWithLogitsLoss, and it gets stuck at 0.5", "symptom.sigmoid_twice"),
        ("CosineEmbeddingLoss with labels 0 and 1 does not separate", "symptom.signs_wanted"),
        ("my dice loss is negative after one epoch", "symptom.negative_overlap"),
        ("the model predicts the same class for all images", "symptom.one_class_for_all"),
        ("the loss becomes nan after some iterations", "symptom.not_a_number"),
        ("reduction='sum' makes the loss explode", "symptom.summed"),
        ("I added loss.requires_grad = True, and the loss stays as it is", "symptom.flag_of_loss"),
        ("the weights of the frozen layers still change", "symptom.frozen_moves"),
        ("with the scheduler the learning rate goes to 0 in an epoch", "symptom.schedule_stalls"),
        ("the loss jumps when I resume the training: resuming fails", "symptom.resumed"),
        ("clip_grad_norm_ has no effect in front of backward", "symptom.clipped_in_vain"),
        ("the scale of the GradScaler keeps halving", "symptom.scale_falls"),
        ("with gradient accumulation the accuracy is lower", "symptom.accumulated_otherwise"),
        ("model.eval() is on, and the outputs differ each time", "symptom.random_in_eval"),
        ("test accuracy changes with the batch size", "symptom.batch_at_hand"),
        ("all workers draw the same np.random numbers", "symptom.workers_alike"),
        ("class_to_idx differs between training and test", "symptom.folders_in_order"),
        ("RandomCrop is applied to image and mask differently", "symptom.mask_apart"),
        ("with DDP the accuracy drops with the number of gpus", "symptom.share_for_whole"),
        ("my accuracy is larger than 100%", "symptom.beyond_all"),
        ("labels are [64], output [64, 1], the loss is [64, 64]", "symptom.each_with_all"),
        ("loss of shape (32, 32): pred is (32,) and target (32, 1)", "symptom.each_with_all"),
        ("Acc is always 0.0000 though the loss falls", "symptom.none_correct"),
        ("avgpool is nn.Identity(), but I get a 1d vector", "symptom.flattened_in_forward"),
        ("register_backward_hook is never called", "symptom.backward_hook_uncalled"),
        ("the forward hook on layer4 does not fire", "symptom.forward_hook_uncalled"),
        ("resnet.classifier = Linear(512, 5) still gives 1000 classes", "symptom.head_beside"),
        ("resnet18 on CIFAR-10: the accuracy is only 60 %", "symptom.small_images"),
        ("nan in validation, it is the output of batchnorm", "symptom.nan_in_statistics"),
        ("optimizer.zero_grad() is commented out, and it diverges", "symptom.no_zero_grad"),
        ("DistributedSampler gives the same order in each epoch", "symptom.sampled_alike"),
        ("DistributedSampler pads the test set to be divisible", "symptom.sampled_twice"),
        ("v2.Resize has no effect on my numpy array", "symptom.passed_through"),
        ("the DataLoader makes a list of 4 tensors of my targets", "symptom.lists_transposed"),
        ("the model is made again behind the optimizer, created twice", ""),
        (
            "the model is created twice, and the optimizer does not train it",
            "symptom.optimizer_of_another",
        ),
        ("after saving and loading the weights the outputs differ", "symptom.reloaded_in_training"),
        (
            "model = resnet50(pretrained=True); the predictions are wrong",
            "symptom.pretrained_in_training",
        ),
        ("net.load_from_checkpoint('a.ckpt'), predictions are random", "symptom.loaded_beside"),
        ("loss is 0.0 and accuracy 100 % after the first batch", "symptom.all_of_one_class"),
        ("ReduceLROnPlateau on accuracy lowers the rate immediately", "symptom.plateau_of_accuracy"),
        ("with Adam and lr=0.1 the loss does not go down", "symptom.rate_too_high"),
        ("I use StepLR, and the learning rate stays the same", "symptom.rate_never_changes"),
        ("model.train() was not called after validation", "symptom.left_in_eval"),
        ("the top-5 accuracy is always 100", "symptom.top5_of_few"),
        ("Faster R-CNN on my own data: mAP is 0.0", "symptom.detector_finds_nothing"),
        ("U-Net predicts only background", "symptom.only_background"),
        ("validation accuracy is higher than training accuracy", "symptom.validation_easier"),
        ("training loss falls, validation loss rises: why is it rising?", "symptom.curves_apart"),
        ("accuracy is stuck at 50%", "symptom.accuracy_at_chance"),
        ("DDP hangs at the end of an epoch", "symptom.ranks_wait"),
        ("with num_workers=4 it hangs", "symptom.loader_hangs"),
        ("data loading is the bottleneck of my training", "symptom.starved"),
        ("torch.cuda.is_available() is False", "symptom.no_cuda_seen"),
        ("torch.compile is slower, it recompiles", "symptom.compiled_again"),
        ("the ONNX outputs differ", "symptom.exported_otherwise"),
    ],
)
def test_a_question_that_tells_a_symptom_is_answered(question: str, name: str) -> None:
    assert name_of(question) == name


@pytest.mark.parametrize(
    "question",
    [
        "How do I freeze the BatchNorm layers of a ResNet?",
        "What is the difference between BatchNorm and GroupNorm?",
        "Which loss shall I use for segmentation with 2 classes?",
        "How do I load a state dict with strict=False?",
        "When shall I call optimizer.zero_grad()?",
        "What does a forward hook on the last layer return?",
        "Is float16 faster than float32 for a ResNet-50?",
        "How is the margin of a triplet loss chosen?",
        "Epoch 3: loss 0.0312, accuracy 98.1 %",
        "Epoch 1: loss 0.6931, accuracy 51.0 %",
        "Which scheduler shall I use with AdamW, and when do I call step()?",
        "How do I use gradient accumulation with GradScaler?",
        "Does clip_grad_norm_ work in place?",
        "How many workers shall a DataLoader have for augmentation with numpy?",
        "How is the accuracy computed with DistributedDataParallel on 4 gpus?",
        "Does ImageFolder sort its classes by name?",
        "How do I resize a mask with nearest neighbours?",
        "How do I resume a training from a checkpoint?",
        "How do I train a ResNet on CIFAR-10 with small images?",
        "When is a backward hook called, before or after the gradient?",
        "What does nn.Identity() do in place of the pooling?",
        "Why is dice better than cross entropy for small objects?",
        "sampler.set_epoch(epoch) is called for DistributedSampler: is the same order used for all"
        " ranks?",
        "ReduceLROnPlateau(optimizer, mode='max') with accuracy: what is patience of each epoch?",
        "model = Net.load_from_checkpoint('a.ckpt'): where are the hyperparameters?",
        "How do I export a ResNet to ONNX with dynamic axes?",
        "How many num_workers does a DataLoader need?",
        "Which learning rate has Adam by default?",
        "",
    ],
)
def test_a_question_without_one_is_left_alone(question: str) -> None:
    assert name_of(question) == ""


def test_what_was_raised_goes_before_what_is_asked() -> None:
    raised = "RuntimeError: a birdhouse is not a network"
    assert name_of(f"{FROZEN}\n{raised}") == ""


def test_more_than_a_question_is_not_read_as_one() -> None:
    assert name_of(FROZEN + " and so on" * (LONGEST // 10)) == ""


def test_words_that_stand_far_apart_tell_nothing() -> None:
    question, _, rest = FROZEN.partition(", ")
    assert name_of(f"{question}.{' And so on.' * 50} {rest}") == ""
