"""The explorer's API: what the pages show, as JSON; a file for each noun."""
