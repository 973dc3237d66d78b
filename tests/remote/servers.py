"""SPARQL servers of others, started for a while: `oxigraph` of PyPI, and Debian's Virtuoso (virtuoso-opensource-7)."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

GRAPH = "https://example.org/news"
USER = {"ALLIANCE_GRAPH_STORE_USER": "writer", "ALLIANCE_GRAPH_STORE_PASSWORD": "s3cret"}
OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
VIRTUOSO, ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""
_RIGHTS = """DB.DBA.USER_CREATE('writer', 's3cret');
GRANT SPARQL_UPDATE TO "writer";
GRANT SPARQL_SELECT TO "writer";
"""


def find_port():
    """A port that is free just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(url, process):
    """Return when somebody answers there."""
    for _ in range(600):
        try:
            urlopen(url, timeout=5).close()
            return
        except HTTPError:
            return
        except (URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"nobody answers at {url}")


@contextmanager
def run_oxigraph(folder):
    """The address of a new Oxigraph server's endpoint, without a graph."""
    port = find_port()
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}"):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def run_virtuoso(folder):
    """The same of a new Virtuoso, in which USER may write."""
    sql, http = find_port(), find_port()
    home = folder / "virtuoso"
    home.mkdir()
    (home / "virtuoso.ini").write_text(_INI.format(folder=home, sql=sql, http=http))
    command = [str(VIRTUOSO), "+configfile", str(home / "virtuoso.ini"), "+foreground"]
    with _running(command, f"http://127.0.0.1:{http}/sparql"):
        call = [str(ISQL), str(sql), "dba", "dba"]
        subprocess.run(call, input=_RIGHTS, text=True, check=True, capture_output=True)
        yield f"http://127.0.0.1:{http}/sparql-auth"


@contextmanager
def _running(command, url):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(url, process)
        yield
    finally:
        process.kill()
        process.wait()
