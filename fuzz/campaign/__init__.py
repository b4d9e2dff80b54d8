"""A campaign: its work split into shards, carried out, and told as events."""
