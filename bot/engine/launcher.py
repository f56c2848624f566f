"""The engine's commands. Run from the project's root: bot/engine/.venv/bin/python -m bot.engine.launcher COMMAND"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Before numpy and the encoder load: two threads embed side by side, and each must not start threads of its own.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
# Rasa's progress bars ask this variable whether they may appear.
os.environ["LOG_LEVEL"] = "WARNING"

from bot.engine import absent, log
from bot.engine.errors import EngineError
from bot.engine.models import ModelShelf, Sources


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or what its error says: 1 for a failure, 2 for wrong input, 3 without encoder."""
    options = _parser().parse_args(arguments)
    absent.install()
    try:
        return options.run(options)
    except EngineError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _train(options: argparse.Namespace) -> int:
    log.configure_for_commands()
    # Fitting, unlike serving, is one large piece of linear algebra at a time.
    os.environ["OPENBLAS_NUM_THREADS"] = str(os.cpu_count())
    from bot.engine.training import train

    _say(train(_sources(options), options.cache, options.force))
    return 0


def _serve(options: argparse.Namespace) -> int:
    log.configure_for_serving()
    from bot.engine.settings import ServeSettings
    from bot.engine.unix_socket import bound

    settings = ServeSettings.from_env(os.environ)
    with bound(settings.socket) as socket:
        import asyncio

        from bot.engine.server import serve

        try:
            asyncio.run(serve(settings, socket))
        except EngineError:
            raise
        # A traceback would print errors as they are, and those of a turn may hold what was said.
        except Exception as error:
            log.event("ended", error)
            return 1
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    log.configure_for_commands()
    model = _model(options)
    from bot.engine.evaluation import evaluate_file, evaluate_validation

    report = evaluate_validation(model, options.data) if options.validation else evaluate_file(model, options.file)
    _say(report.as_json() if options.json else report.as_text())
    return 0


def _validate(options: argparse.Namespace) -> int:
    log.configure_for_commands()
    from bot.engine.checks import validate

    validate(_sources(options))
    return 0


def _test_flows(options: argparse.Namespace) -> int:
    log.configure_for_commands()
    model = _model(options)
    from bot.engine.checks import test_flows

    test_flows(model, options.stories)
    return 0


def _model(options: argparse.Namespace) -> Path:
    return options.model or ModelShelf(options.cache / "models").newest()


def _say(answer: object) -> None:
    sys.stdout.write(f"{answer}\n")


def _sources(options: argparse.Namespace) -> Sources:
    return Sources(options.data, options.flows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.engine.launcher", description="quietline's dialogue engine")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    training = commands.add_parser("train", help="train a model if its inputs changed; prints its path")
    _add_sources(training)
    _add_cache(training)
    training.add_argument("--force", action="store_true", help="train even if nothing changed")
    training.set_defaults(run=_train)

    serving = commands.add_parser("serve", help="serve a model on a unix socket; settings come from the environment")
    serving.set_defaults(run=_serve)

    evaluation = commands.add_parser("evaluate", help="measure a model on phrases that it has not seen")
    measured = evaluation.add_mutually_exclusive_group(required=True)
    measured.add_argument("file", nargs="?", type=Path, help="tab-separated: lang, intent, text")
    measured.add_argument("--validation", action="store_true", help="use the phrases held out under --data")
    evaluation.add_argument("--json", action="store_true", help="print JSON instead of tables")
    evaluation.add_argument("--data", type=Path, default=Path("nlu_data"), help="folder of phrases")
    _add_model(evaluation)
    evaluation.set_defaults(run=_evaluate)

    validation = commands.add_parser("validate", help="check phrases, domain and rules, as training and Rasa do")
    _add_sources(validation)
    validation.set_defaults(run=_validate)

    flow_tests = commands.add_parser("test-flows", help="check what the rules answer against written conversations")
    flow_tests.add_argument("--stories", type=Path, default=Path("tests/engine/flows"), help="folder of conversations")
    _add_model(flow_tests)
    flow_tests.set_defaults(run=_test_flows)
    return parser


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("nlu_data"), help="folder of phrases")
    parser.add_argument("--flows", type=Path, default=Path("flows"), help="folder with domain.yml and rules/")


def _add_cache(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache", type=Path, default=Path(".cache"), help="where models and embeddings are kept")


def _add_model(parser: argparse.ArgumentParser) -> None:
    _add_cache(parser)
    parser.add_argument("--model", type=Path, help="a model archive; default: the newest in the cache")


if __name__ == "__main__":
    sys.exit(main())
