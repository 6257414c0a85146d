# Needs Python 3.11 or later, make and git. Everything else goes into .venv, from the lock files.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check lint coverage covered bench prove site lock sbom release clean

run: $(VENV)/installed  ## the dashboard of the bundled sample, into out/
	@$(BIN)/safer refresh

test: $(VENV)/installed-dev  ## every test; ends with what was skipped and why
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/installed-dev  ## the inner loop: style, format, types, contracts and quick tests
	@started=$$(date +%s); $(MAKE) --no-print-directory lint && \
		$(BIN)/python -m pytest -q -m "not slow" -n auto --dist loadfile && \
		echo "check: $$(( $$(date +%s) - started )) s"

lint: $(VENV)/installed-dev  ## of these, all but the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

coverage: $(VENV)/installed-dev  ## which lines and branches the quick tests go through
	$(BIN)/python -m pytest -q -m "not slow" -n auto --dist loadfile --cov --cov-report=
	@$(MAKE) --no-print-directory covered

covered:  # of the tests that were last measured
	@echo "Lines and branches that the quick tests go through, least first:"
	@$(BIN)/coverage report --sort=cover --skip-covered | \
		awk 'NR <= 12; /^TOTAL/ { total = $$0 } END { print total }'

bench: $(VENV)/installed-dev  ## the measurements that the documents quote
	$(BIN)/python -m benchmarks

prove: $(VENV)/installed-prove  ## the attacks that docs/reliability.md counts; one alone: PROOFS=kills
	$(BIN)/python -m proofs $(PROOFS)

site: $(VENV)/installed-dev  ## the documents as a site, into out/site; open its index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

lock: $(VENV)/created  ## the lock files again, from pyproject.toml, at the newest versions
	$(BIN)/python -m pip install --quiet --require-hashes -r .ci/uv.lock
	echo uv | $(BIN)/uv pip compile $(LOCKED) --upgrade -o .ci/uv.lock -
	$(BIN)/uv pip compile $(LOCK) --upgrade -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --upgrade --extra dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile $(LOCK) --upgrade --extra dev --extra prove -c requirements-dev.lock \
		-o requirements-prove.lock

sbom: $(VENV)/installed-dev  ## what an installation is made of, in the words of CycloneDX
	$(BIN)/python -m docs.release.bill_of_materials dist/safer-communities-dashboard.cdx.json

release: $(VENV)/installed-dev  ## what is released, byte for byte the same each time: docs/release.md
	rm -rf dist
	$(BIN)/python -m docs.release.build dist
	@$(MAKE) --no-print-directory sbom
	cd dist && sha256sum *.* > SHA256SUMS

# Universal: one file for every system and every Python from 3.11 on. No header and no origins,
# so that it names no machine's paths or package index.
LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
LOCK := $(LOCKED) --group build pyproject.toml

clean:  ## all that make made
	rm -rf $(VENV) build dist .ci/node_modules out

$(VENV)/created:
	@command -v $(PYTHON) >/dev/null || { \
		echo "make: this needs Python 3.11 or later, but there is no '$(PYTHON)' on this" \
			"machine: install one, or name it: make run PYTHON=/path/to/python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: this needs Python 3.11 or later, but '$(PYTHON)' is" \
			"$$($(PYTHON) --version 2>&1): install a newer one," \
			"or name it: make run PYTHON=/path/to/python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: '$(PYTHON)' comes without its venv module: install it (on Debian and" \
			"Ubuntu: apt install python3-venv)"; exit 1; } >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# The stamps make the second run start at once; a changed lock or pyproject.toml installs again.
$(VENV)/installed: $(VENV)/created requirements.lock pyproject.toml
	@echo "Installing into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q xlsrc workbook  # pip leaves an editable project uncompiled
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo "Installing the tests' tools into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/installed-prove: $(VENV)/installed-dev requirements-prove.lock
	@echo "Installing what the proofs attack with into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-prove.lock
	@touch $@
