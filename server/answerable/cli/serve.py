"""`answerable serve`: the language server."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path

import click

from answerable.cli.exits import Exit

_LEVELS = ("debug", "info", "warning", "error")


class Address(click.ParamType["tuple[str, int]"]):
    """``HOST:PORT``, with an IPv6 address in brackets; ``:PORT`` or ``PORT`` alone is on this machine."""

    name = "HOST:PORT"

    def convert(
        self, value: str | tuple[str, int], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        host, _, port = value.rpartition(":")
        if not (port.isascii() and port.isdecimal() and int(port) <= 65535):
            self.fail(f"{value!r} has no port from 0 to 65535; write it like 127.0.0.1:4711.", param, ctx)
        if ":" in host and not (host.startswith("[") and host.endswith("]")):
            self.fail(f"write an IPv6 address in brackets, like [::1]:{port}.", param, ctx)
        return host.strip("[]") or "127.0.0.1", int(port)


@click.command(short_help="Run the language server, over stdio or TCP.")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output. The default.")
@click.option("--tcp", type=Address(), metavar="HOST:PORT", help="Wait for one client on this address instead.")
@click.option(
    "--log-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the log.  [default: the standard error]",
)
@click.option("--log-level", type=click.Choice(_LEVELS), default="warning", show_default=True)
def serve(stdio: bool, tcp: tuple[str, int] | None, log_file: Path | None, log_level: str) -> int:
    """Run the language server for one editor.

    It ends when the editor says so, closes the connection or dies. The log holds no text of your files.
    """
    if stdio and tcp is not None:
        raise click.UsageError("--stdio and --tcp exclude each other.")
    _start_log(log_file, log_level)
    # Thousands of classes are made while pygls and lsprotocol are imported, and all of them stay: looking for garbage
    # among them takes a tenth of the start, and once more at each collection while somebody types.
    gc.disable()
    # Imported here: it takes 0.3 s, and `--help` needs none of it.
    from answerable.lsp.server import serve_stdio, serve_tcp

    gc.freeze()
    gc.enable()
    if tcp is None:
        return serve_stdio()
    try:
        return serve_tcp(*tcp, _listening)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        click.echo(f"Error: cannot listen on {tcp[0]}:{tcp[1]}: {reason}.", err=True)
        return Exit.WRONG


def _listening(host: str, port: int) -> None:
    """Tells where we listen, for whoever asked for any free port and for scripts that must know when to connect."""
    shown = f"[{host}]" if ":" in host else host
    print(f"listening on {shown}:{port}", file=sys.stderr, flush=True)


def _start_log(file: Path | None, level: str) -> None:
    # The standard output belongs to the protocol: one line of anything else there breaks the connection.
    handler: logging.Handler
    if file is None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        try:
            handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise click.UsageError(f"--log-file: {click.format_filename(file)} cannot be written: {reason}.") from None
    logging.basicConfig(
        level=level.upper(), handlers=[handler], format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
