# What the README names. CI gives other values: make test VENV=/tmp/venv PACKAGE=dist/alliance_graph-0.1.0-py3-none-any.whl
PYTHON ?= python3
VENV ?= .venv
OUT ?= out
# The package to install: this folder, editable, or a wheel.
PACKAGE ?= .

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
EDITABLE := $(if $(filter .,$(PACKAGE)),--editable)

.PHONY: demo test check gate web web-test clean
.DEFAULT_GOAL := demo

$(VENV)/installed: pyproject.toml
	@echo "Setting up $(VENV), which takes a minute or two the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) $(EDITABLE) "$(PACKAGE)"
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Adding the tools for tests and checks."
	@$(PIP) $(EDITABLE) "$(PACKAGE)[dev]"
	@touch $@

demo: $(VENV)/installed
	@mkdir -p $(OUT)
	@BIN="$(BIN)" OUT="$(OUT)" ALLIANCE_GRAPH_STORE="$(OUT)/demo.store" sh data/demo.sh

test: $(VENV)/installed-dev
	$(BIN)/pytest -m "not slow"

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell

gate: $(VENV)/installed-dev
	$(BIN)/python benchmarks/gate.py

# The explorer's pages, from web/ into the package; wants Node 20.19 or newer with npm.
web: alliance_graph/serve/pages/index.html

web/node_modules/installed: web/package-lock.json
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

alliance_graph/serve/pages/index.html: web/node_modules/installed $(shell find web/src web/index.html web/vite.config.ts web/tsconfig.json)
	@cd web && npm run --silent build

# Types, units and the pages in a real browser; wants chromium (CHROMIUM=... where it is not /usr/bin/chromium).
web-test: web $(VENV)/installed
	@cd web && ALLIANCE_GRAPH="$(abspath $(BIN))/alliance-graph" npm --silent test

clean:
	rm -rf $(VENV) $(OUT) build dist alliance_graph/serve/pages web/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find alliance_graph tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
