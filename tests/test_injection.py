"""RDF and SPARQL injection (RELIABILITY, row 23): hostile names come back as they went in, and add nothing."""

import pytest

from tests.bench import load

FEW, MANY = 100, 100_000


def faults_of(count, folder):
    injection = load("injection")
    return dict(injection.find_faults(injection.make_names(count, 1), folder))


def test_hostile_names_come_back_from_every_export_and_inject_nothing(tmp_path):
    faults = faults_of(FEW, tmp_path)
    assert len(faults) == 11
    assert not any(faults.values()), faults


@pytest.mark.slow
def test_a_hundred_thousand_hostile_names_come_back_and_inject_nothing(tmp_path):
    assert not any(faults_of(MANY, tmp_path).values())


def test_a_fault_would_be_counted(tmp_path):
    """An eye on the eye: a name that a file gives back otherwise, and a triple too many, are seen."""
    injection = load("injection")
    path = injection.build_store(["Kessel", "Lumen"], tmp_path)
    with injection.open_store(path) as store:
        before = injection.count_triples(store)
        assert sum(dict(injection.check_exports(store, ["Kessel", "Lumeo"], tmp_path)).values()) == 2 * 7
        assert injection.check_store(store, ["Kessel", "Lumeo"]) == 3
        store.oxigraph.update("INSERT DATA { <urn:x> <urn:y> <urn:z> }")
        assert (injection.count_triples(store) - before)["injected"] == 1
