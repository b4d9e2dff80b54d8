"""What was learned of a release of torch, kept on this machine from one run to the next."""
