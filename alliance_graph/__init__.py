"""News articles to a knowledge graph of industry alliances."""

__version__ = "0.1.0"
