# Every target sets up what it needs in .venv, given a Python and make.

ARGS ?=
PYTEST = .venv/bin/python -m pytest -n auto

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help generate check golden bench test test-all lint format constraints clean \
	runtime-setup test-setup

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

generate: runtime-setup ## Read the pages, write each service.yaml and generated/ (e.g. ARGS=--dry-run)
	@.venv/bin/shapewright generate $(ARGS)

check: runtime-setup ## Show how specs/ and generated/ differ from what generate would write
	@.venv/bin/shapewright check $(ARGS)

golden: test-setup ## Emit the golden service anew; review the diff
	@PYTHONPATH=tests .venv/bin/python -m support.golden

bench: test-setup ## Measure speed, each figure beside a peer (ARGS=DIR: pages of many services)
	@.venv/bin/python tests/benchmarks/bench.py $(ARGS)

test: lint ## Lint, check the types, run the tests
	@$(PYTEST) -m "not slow" $(ARGS)

test-all: lint ## As test, with the slow tests
	@$(PYTEST) $(ARGS)

lint: test-setup ## ruff (rules and format), mypy and pyright
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/pyright

format: test-setup ## Mend what ruff can mend by itself, and format the code
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format

constraints: ## Remake .ci/constraints.txt with the newest versions that pyproject.toml allows
	@.ci/pins

clean: ## Delete .venv and the caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist .shapewright/seal.json
	find generator generated tests -name __pycache__ -prune -exec rm -rf {} +

runtime-setup:
	@.ci/setup runtime

test-setup:
	@.ci/setup test
