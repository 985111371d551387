# The two commands of a newcomer are `make run` and `make test`.
PY := .venv/bin/python

.PHONY: run test test-fast check bench words holidays lock clean

run: ## install, create the database, start everything with a demo regency
	@scripts/install run
	@exec $(PY) -m sinergi serve --demo

test: ## all tests: on SQLite and PostgreSQL, in a browser, with real servers
	@scripts/install test
	@scripts/install-servers
	@$(PY) -m scripts.tests all

test-fast: ## the tests without browser and real servers, on SQLite and PostgreSQL
	@scripts/install test
	@$(PY) -m scripts.tests fast

check: ## format, lint, types, import contracts, docs checks
	@scripts/install test
	@$(PY) -m scripts.check

bench: ## measure the figures that were promised, and print a table
	@scripts/install test
	@scripts/install-servers
	@$(PY) -m bench

words: ## merge new words into the catalogues of every room
	@$(PY) scripts/words.py update web insights publishing inbox networks understanding notices units people knowledge

holidays: ## make the table of holidays anew from the pinned package
	@$(PY) -m scripts.national

lock: ## pin dependencies anew, with hashes and without index addresses
	@for name in run grow learn test specs helpdesk; do \
	  .venv/bin/uv pip compile --quiet $$([ $$name != specs ] || echo --no-deps) --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done

clean: ## remove what was installed and made, but not var/
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache build *.egg-info
