"""What pytest does where one of our options is given; `resnet_fuzz.plugin` has the options."""
