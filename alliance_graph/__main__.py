"""`python -m alliance_graph` is the command line."""

from alliance_graph.cli import main

if __name__ == "__main__":
    main()
