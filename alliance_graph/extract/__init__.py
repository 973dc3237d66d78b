"""Articles to annotations: the only home of spaCy."""
