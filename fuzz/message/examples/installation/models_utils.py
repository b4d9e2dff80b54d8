from torchvision.models.utils import load_state_dict_from_url

load_state_dict_from_url("")
