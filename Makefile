.PHONY: run test check bench pictures setup setup-dev format lock

# Everything on this machine: environments, model, Redis, pretend carrier, the line. Ctrl-C ends it.
run: setup
	@.venv/bin/quietline run

# All tests, model, processes and browser included.
test: setup-dev
	@scripts/test

# The fast ones: style, types, arrows between the parts, unit tests. Seconds.
check: setup-dev
	@scripts/check

# Measures; prints ratios of one run on this machine.
bench: setup-dev
	@.venv/bin/python -m bench

# The pictures in docs/pictures, made from the running line.
pictures: setup-dev
	@.venv/bin/python -m tests.journeys.pictures

setup:
	@scripts/setup

setup-dev:
	@scripts/setup dev

format: setup-dev
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

lock:
	@scripts/lock
