"""Stores at SPARQL 1.1 endpoints: the endpoint has the state, a directory of this machine a copy to work on."""
