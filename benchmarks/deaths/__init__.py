"""Whether a campaign catches what kills its workers, all of it, and puts each down to the right case."""
