# Everything here runs in an environment that is made on first use, outside the checkout (see scripts/environment.py).
# Needs git, make and Python 3.11 or newer; works with the make of macOS (3.81) too.

RUN := scripts/run
export PYTHON
WORKERS ?= 2
PYTEST := $(RUN) pytest -n $(WORKERS) --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help demo test test-unit test-engine test-e2e test-editors bench lint format types imports rules-test accuracy \
        docs docs-check wheel-check editors lock clean-cache

help:  ## What can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo:  ## Show a short editing session against the real server; DIR=some/path for your own code
	@$(RUN) python scripts/demo.py $(if $(DIR),"$(DIR)")

test: lint docs-check rules-test wheel-check editors  ## Everything that must hold, from formatting to real editors
	$(PYTEST) tests

test-unit:  ## The tests that start no other process
	$(PYTEST) -m "not engine and not e2e and not editor" tests

test-engine:  ## The tests that need the semgrep engine's process
	$(PYTEST) -m engine tests

test-e2e:  ## The tests that start the real server or command line
	$(PYTEST) -m "e2e and not editor" tests

test-editors: editors  ## The tests that drive real Neovim and Emacs
	$(PYTEST) -m editor tests/editors

bench:  ## Measure against the peers, in one run; asserts no time
	$(RUN) pytest -s tests/bench/bench_*.py

lint:  ## Formatting, style, types, and the direction of imports
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy --strict
	MYPYPATH=scripts $(RUN) mypy --strict --config-file= scripts/*.py
	$(RUN) lint-imports --no-cache

format:  ## Let ruff format and mend what it can
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

rules-test:  ## Each rule against the ruleid: and ok: lines of its own test file
	$(RUN) answerable rules test

accuracy:  ## Score a folder of labelled cases; DIR=the/folder, SARIF=what-another-tool-wrote, LABELS=a.csv, JSON=1
	@$(RUN) python scripts/accuracy.py "$(DIR)" $(if $(SARIF),--sarif "$(SARIF)") \
		$(if $(LABELS),--labels "$(LABELS)") $(if $(JSON),--json)

docs:  ## Write the generated pages under docs/ again
	$(RUN) python scripts/docs.py

docs-check:  ## Fail when a generated page is stale
	$(RUN) python scripts/docs.py --check

wheel-check:  ## Build the wheel, install it alone, and use it
	$(RUN) python scripts/check_wheel.py

editors:  ## Provide the editors that the tests drive
	@$(RUN) python scripts/editors.py

lock:  ## Pin the newest versions that pyproject.toml allows
	$(RUN) python scripts/lock.py

clean-cache:  ## Remove environments, editors and every other cache
	@python=$$(scripts/python) && $$python scripts/environment.py --clean
