#!/bin/sh
# What `make demo` shows: each command before its output. Wants BIN (folder of the program) and OUT (folder to write to).
set -eu
say() { printf '\n%s\n' "$*"; }
show() {
    printf '\n$ alliance-graph'
    for word in "$@"; do
        case $word in *[!A-Za-z0-9_./=-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    "$BIN/alliance-graph" "$@"
}

rm -rf "$ALLIANCE_GRAPH_STORE"  # it may be of an older version

say "1. Read the articles in data/samples into a graph."
show build data/samples --quiet

say "2. Ask it: a question by name, and one in SPARQL."
show query allies --param company=Nissan
show query 'PREFIX ag: <https://w3id.org/alliance-graph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?owner ?owned WHERE { ?a ag:owns ?b . ?a skos:prefLabel ?owner . ?b skos:prefLabel ?owned } ORDER BY ?owner ?owned'

say "3. Why does it say so? One tie with the sentence it was read in."
show explain Nissan 'Mitsubishi Motors'

say "4. Write it for Gephi, Cytoscape or Neo4j."
show export "$OUT/alliances.graphml"

say "Done. The graph is in $ALLIANCE_GRAPH_STORE, the network in $OUT/alliances.graphml. Try next:
  export ALLIANCE_GRAPH_STORE=$ALLIANCE_GRAPH_STORE
  $BIN/alliance-graph query --list
  $BIN/alliance-graph explain Honda
  $BIN/alliance-graph build YOUR/NEWS --store news.store"
