# as written: ValueError: Optional arg `num_classes` must be type `int` when task is multiclass. Got <class 'NoneType'>
import torchmetrics

accuracy = torchmetrics.Accuracy(task="multiclass")
