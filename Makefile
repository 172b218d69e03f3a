# Two commands set everything up on a fresh machine: `make crawl` and `make test`.
# Everything lands in .venv; stamps in .make say what is installed, so both work again, and offline, once done.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(firstword $(shell .ci/pythons))
VENV := .venv
BIN := $(VENV)/bin
CORE := .make/core
DEV := .make/dev
SCRAPYD := .make/scrapyd
READERS := .make/readers/installed
LOCK := requirements.lock
DEMO := data/demo

.PHONY: help setup crawl test check bench soak fuzz scrapyd deploy lock audit clean

help:
	@echo "make crawl   crawl the bundled demo mirrors and show what came of it"
	@echo "make test    everything, Debian packages included"
	@echo "make setup   .venv with everything for development"
	@echo "make check   ruff, format, mypy, import-linter, bandit"
	@echo "make fuzz    every parser, MINUTES=10 each"
	@echo "make bench   quality and speed, beside a bare Scrapy spider and other readers"
	@echo "make scrapyd / make deploy   a Scrapyd on loopback, and this project on it (docs/scrapyd.md)"
	@echo "make lock    pin the newest versions that pyproject.toml allows"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "no Python 3.11 to 3.13 found: install one, or say make PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(CORE): $(LOCK) pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e .
	@mkdir -p .make && touch $@

$(DEV): $(CORE)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e '.[test,check,scrapyd]'
	@touch $@

setup: $(DEV)

crawl: $(CORE)
	@.ci/debian chromium || true
	$(BIN)/python -m fixtures.demo crawl --data $(DEMO)

test: $(DEV)
	@.ci/debian chromium
	@.ci/debian fiu-utils faketime || echo "without them the tests of failing disks and jumping clocks are skipped" >&2
	.ci/check
	$(BIN)/python -m pytest -n 4
	.ci/other-pythons

check: $(DEV)
	.ci/check

bench: $(DEV) $(READERS)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e '.[bench]'
	$(BIN)/python -m tests.benchmarks
	.make/readers/bin/python -m tests.benchmarks.table

$(READERS): tests/benchmarks/readers.txt $(DEV)
	$(PYTHON) -m venv .make/readers
	.make/readers/bin/python -m pip install -q --disable-pip-version-check -U 'pip>=24'  # older ones cannot resolve lxml[html-clean]
	.make/readers/bin/python -m pip install -q --disable-pip-version-check -e . -r tests/benchmarks/readers.txt
	@touch $@

MINUTES ?= 10
fuzz: $(DEV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

soak: $(DEV)
	$(BIN)/python -m tests.soak

scrapyd: $(DEV)
	.ci/scrapyd

deploy: $(DEV)
	.ci/deploy

lock: $(BIN)/python
	.ci/lock

audit: $(DEV)
	$(BIN)/python -m pip install -q pip-audit
	$(BIN)/python -m pip_audit -r $(LOCK)

clean:
	rm -rf $(VENV) .make build dist *.egg-info data/demo
