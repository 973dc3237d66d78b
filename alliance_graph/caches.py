"""How much of what was found out about names is kept, so that memory does not grow with every new name."""

CACHED = 8192
"""Names in each of some thirty caches, 100 to 400 bytes each. Over 25,000 articles of Reuters eight times as many saved
no time that could be measured, but took 37 MB more, and were not full yet."""
