class GradCAM:
    def __init__(self, model, target_layers):
        pass


GradCAM(None, target_layer=None)
