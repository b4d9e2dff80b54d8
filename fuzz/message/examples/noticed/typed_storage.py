# as written: UserWarning: TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the only storage class.
import torch

torch.ones(3).storage()
