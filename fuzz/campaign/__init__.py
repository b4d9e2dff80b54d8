"""A campaign: its shards of work, how they are carried out, and its events."""
