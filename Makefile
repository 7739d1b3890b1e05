# Everything a person types. `make` alone prints what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check lint docs goldens accuracy bench bench-full lock clean

help: ## print this list
	@echo "Gongkai: annual open-government reports of Chinese counties, from web pages to Parquet."
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14 | sed 's/^/  make /'

setup: $(VENV)/.setup ## make .venv with everything that running needs
setup-dev: $(VENV)/.setup-dev ## the same, with what tests and checks need

# The lock files pin every package by hash; the project itself is installed in place.
$(VENV)/.setup: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once, a minute or two) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@# A path entry, not a finder: the package is found from any folder, even one with a folder of its name.
	@$(PIP) install --no-deps -e . --config-settings editable_mode=compat
	@touch $@

$(VENV)/.setup-dev: $(VENV)/.setup requirements-dev.lock
	@echo "Adding what the tests need …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

run: setup ## the main job: crawl three embedded portals on loopback, parse, write Parquet
	@$(BIN)/gongkai demo

test: setup-dev ## all tests
	@$(BIN)/python -m pytest -n auto

lint: setup-dev ## ruff, mypy strict, import rules, duplicates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m tests.duplicates

check: lint test ## what CI runs: lint and tests

goldens: setup-dev ## write the expected records anew, show what changed, refuse to lower a floor
	@$(BIN)/python -m tests.goldens

docs: setup-dev ## write docs/commands.md, docs/data-dictionary.md and the demo in README.md anew
	@$(BIN)/python -m gongkai.cli.reference > docs/commands.md
	@$(BIN)/python -m output.dictionary > docs/data-dictionary.md
	@$(BIN)/python -m tests.readme

accuracy: setup-dev ## cells right, wrong, invented and missed by edition and layout
	@$(BIN)/python -m tests.accuracy

bench: setup-dev ## ratios against peers, into benchmarks/results.md
	@$(BIN)/python -m benchmarks

bench-full: setup-dev ## 100,000 pages: linear time, flat memory (long)
	@$(BIN)/python -m benchmarks.full

lock: ## resolve the lock files anew (needs uv)
	uv pip compile pyproject.toml --extra warc --extra export --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -c requirements.lock -o requirements-dev.lock

clean: ## remove the environment and caches (data/ stays)
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
