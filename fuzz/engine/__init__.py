"""How shards are spread over workers: one file for each way, behind one protocol."""
