"""The socket that turns come in by: readable by us alone, in a directory closed to others."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.engine.errors import SettingsError

_NOT_FOR_OTHERS = 0o027


@contextmanager
def bound(path: Path) -> Iterator[socket.socket]:
    """Yield a unix socket bound to `path` with mode 0600, and remove it afterwards.

    The directory is made with mode 0750 where there is none. A socket that a killed process left behind is replaced;
    raises `SettingsError` when one that is alive, or a file of another kind, is in the way, or the directory is open
    to others.
    """
    _prepare_directory(path.parent)
    _remove_stale(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _bind(listener, path)
        yield listener
    finally:
        listener.close()
        path.unlink(missing_ok=True)


def _bind(unbound: socket.socket, path: Path) -> None:
    before = os.umask(0o177)
    try:
        unbound.bind(str(path))
    except OSError as error:
        raise SettingsError(f"ENGINE_SOCKET cannot be bound: {path}: {error.strerror or error}") from error
    finally:
        os.umask(before)


def _prepare_directory(directory: Path) -> None:
    directory.mkdir(mode=0o750, parents=True, exist_ok=True)
    mode = stat.S_IMODE(directory.stat().st_mode)
    if mode & _NOT_FOR_OTHERS:
        raise SettingsError(f"ENGINE_SOCKET is in a directory with mode {mode:04o}: chmod 0750 {directory}")


def _remove_stale(path: Path) -> None:
    if not path.exists():
        return
    if not stat.S_ISSOCK(path.stat().st_mode):
        raise SettingsError(f"ENGINE_SOCKET names a file that is no socket: {path}")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
        else:
            raise SettingsError(f"ENGINE_SOCKET is in use: another engine answers at {path}")
