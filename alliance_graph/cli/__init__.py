"""The command line: one small click command per verb."""
