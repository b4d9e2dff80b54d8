"""Messages about how weights of torchvision are named, and features are taken from its networks."""

from fuzz.message.words import option

MODELS = "https://docs.pytorch.org/vision/stable/models.html"
FEATURES = "https://docs.pytorch.org/vision/stable/feature_extraction.html"

READINGS = (
    option(
        "zoo.weights_name",
        "ValueError: Invalid weight name provided: '{got:name}'",
        cause="get_weight() was asked for '{got}', which is not a name of weights: it is made of the"
        " class and the version, with one dot between",
        fix="torchvision.models.get_weight('ResNet50_Weights.IMAGENET1K_V2')",
        page=MODELS,
    ),
    option(
        "zoo.weights_class",
        "The weight enum '{got:name}' for the specific method couldn't be retrieved",
        cause="torchvision has no class of weights named {got}: its name is in other letters, or it is"
        " of another release",
        fix="write it as the page of models does, ResNet50_Weights.IMAGENET1K_V2; print("
        "torchvision.models.get_model_weights('resnet50')) shows the class",
        page=MODELS,
    ),
    option(
        "zoo.no_weights",
        "ValueError: No weights available for model {got:name}",
        cause="there are no trained weights for {got}, and pretrained=True asked for them",
        fix="use weights=None and train it or load a file, or take a model that has weights:"
        " torchvision.models.list_models()",
        page=MODELS,
    ),
    option(
        "zoo.differing_nodes",
        "The nodes obtained by tracing the model in train mode are different to those obtained in eval"
        " mode",
        cause="the network has other operations in training mode than in evaluation mode, such as"
        " dropout or a second output, so that nodes may be missing in one of them",
        fix="name nodes that both have, such as 'layer4'; print(get_graph_node_names(model)) shows both"
        " lists",
        page=FEATURES,
    ),
    option(
        "zoo.nodes_twice",
        "Either `return_nodes` or `train_return_nodes` and `eval_return_nodes` together, should be"
        " specified",
        "If any of `train_return_nodes` and `eval_return_nodes` are specified, then both should be"
        " specified",
        "If `train_return_nodes` and `eval_return_nodes` are specified, then both should be specified",
        cause="create_feature_extractor needs return_nodes alone, or both train_return_nodes and"
        " eval_return_nodes, and was given none or another combination",
        fix="create_feature_extractor(model, return_nodes=['layer4'])",
        page=FEATURES,
    ),
    option(
        "zoo.no_output_nodes",
        "ValueError: No output nodes found in graph_module.graph.nodes",
        cause="the traced network has no output: its forward returns nothing",
        fix="add a return to forward, and look at print(get_graph_node_names(model))",
        page=FEATURES,
    ),
)
