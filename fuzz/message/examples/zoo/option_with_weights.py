from torchvision.models import GoogLeNet_Weights, googlenet

googlenet(weights=GoogLeNet_Weights.DEFAULT, init_weights=True, transform_input=False)
