from torchvision import transforms

transforms.ElasticTransform(alpha="50")
