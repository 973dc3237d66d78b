"""A store on the web: a SPARQL 1.1 endpoint that only reads, and the place of the explorer's pages."""
