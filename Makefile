# `make book` builds the edition, `make test` runs all tests; both set everything up first.
# Paths are relative, so that the folder's own name may hold anything.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
VENV_PYTHON = .venv/Scripts/python
else
VENV_PYTHON = .venv/bin/python
endif
READY = .venv/.ready

.PHONY: book lab test test-fast lint types format pictures ace lock clean help reference fuzz

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | sort

book: $(READY) ## Build the website, the PDF and the EPUB, and say where they lie
	@$(VENV_PYTHON) -I -m glossator build

lab: $(READY) ## Open the notebooks in JupyterLab, which is installed when it is first wanted
	@$(VENV_PYTHON) -I -c "import jupyterlab, jupytext" 2>/dev/null || $(VENV_PYTHON) -I -m pip install --quiet --disable-pip-version-check jupyterlab jupytext
	@$(VENV_PYTHON) -I -m jupyterlab book/notebooks/explore.md

test: $(READY) ## Run all tests
	@$(VENV_PYTHON) -m pytest -n 2 --dist loadfile

test-fast: $(READY) ## Run the tests that need no browser, and of costly ones a few of each sort, in less than two minutes
	@$(VENV_PYTHON) -m pytest -n 2 --dist loadfile -m "not slow and not browser"

fuzz: $(READY) ## Try many more texts that come near to what parsers obey
	@GLOSSATOR_FUZZ=20000 $(VENV_PYTHON) -m pytest -q tests/hostile/test_fuzz.py tests/hostile/test_outputs.py
	@for target in fronts bodies works issues written; do $(VENV_PYTHON) tests/hostile/atheris_fuzz.py $$target -max_total_time=600 || exit 1; done

lint: $(READY) ## Check form and types
	@$(VENV_PYTHON) -m ruff check . && $(VENV_PYTHON) -m ruff format --check . && $(VENV_PYTHON) -m mypy

format: $(READY) ## Put the code into form
	@$(VENV_PYTHON) -m ruff check --fix . ; $(VENV_PYTHON) -m ruff format .

reference: $(READY) ## Write the tables of the docs anew
	@$(VENV_PYTHON) docs/make_reference.py

pictures: book ## Make the pictures of the README anew
	@$(VENV_PYTHON) docs/make_pictures.py _build/html _build/glossator-pdf/*.pdf

ACE = _build/.ace

ace: book ## Ask Ace by DAISY about the EPUB; needs npm and Chromium
	@npm install --silent --no-fund --no-audit --ignore-scripts --prefix $(ACE) @daisy/ace
	@PUPPETEER_EXECUTABLE_PATH="$$(command -v chromium || command -v google-chrome)" $(ACE)/node_modules/.bin/ace-puppeteer --force --outdir $(ACE)/report _build/epub/*.epub
	@grep -q '"earl:outcome": "fail"' $(ACE)/report/report.json && { echo "Ace found something: $(ACE)/report/report.html"; exit 1; } || echo "Ace found nothing."

lock: $(READY) ## Pin the newest releases that pyproject.toml allows in requirements.txt
	@$(VENV_PYTHON) -I -m uv pip compile --universal --python-version 3.10 --all-extras --group dev --upgrade --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.txt pyproject.toml

clean: ## Remove everything that was made
	@rm -rf _build .venv

$(READY): requirements.txt pyproject.toml
	@echo "Setting up .venv …"
	@$(PYTHON) -I -m venv .venv
	@$(VENV_PYTHON) -I -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(VENV_PYTHON) -I -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(READY)
