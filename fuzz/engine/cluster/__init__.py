"""The engine of a cluster: each shard is a task of Ray, and what they share is a board at its head."""
