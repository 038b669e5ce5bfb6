"""`glossator serve`: the website in a browser, made again whenever a file is saved."""

from __future__ import annotations

import functools
import http.server
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

import click
import filelock
import watchfiles

from ..configuration import read_config
from ..problems import EditionError, plain
from .preview import Preview

_SCRIPT = b"""new EventSource("/.changes").onmessage = () => location.reload();\n"""
_TAG = b'<script src="/.live.js"></script></body>'


class _Changes:
    """How many times the site was made; readers wait for the next time."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()

    def tell(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether the site was made again within *seconds*."""
        with self._changed:
            before = self._count
            return self._changed.wait_for(lambda: self._count != before, seconds)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site; pages with a script that reloads them."""

    def __init__(self, *arguments: Any, changes: _Changes, **options: Any) -> None:
        self.changes = changes
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        if self.path == "/.changes":
            self._stream()
        elif self.path == "/.live.js":
            self._send(_SCRIPT, "text/javascript")
        elif (page := Path(self.translate_path(self.path))).suffix == ".html" and page.is_file():
            self._send(page.read_bytes().replace(b"</body>", _TAG), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                self.wfile.write(
                    b"data: again\n\n" if self.changes.wait(20) else b": still here\n\n"
                )
                self.wfile.flush()
        except (BrokenPipeError, ConnectionError):
            return  # the reader has left

    def log_message(self, format: str, *arguments: Any) -> None:
        """Requests are nobody's news."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="Port on this machine; 0 takes any that is free.",
)
@click.option("--open/--no-open", "show", default=False, help="Open the browser.")
@click.pass_obj
def serve(root: Path, port: int, show: bool) -> None:
    """Show the website in a browser, and make it again whenever a file is saved."""
    config, _ = read_config(root)
    folder = root / "_build" / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(folder / ".serving", timeout=0), Preview(root, folder) as preview:
            _serve(root, preview, port, show, (config.options.book, config.options.seeds))
    except filelock.Timeout:
        raise EditionError("a preview of this edition is running already.") from None
    except KeyboardInterrupt:
        click.echo("\nStopped.")


def _serve(root: Path, preview: Preview, port: int, show: bool, folders: tuple[str, ...]) -> None:
    changes = _Changes()
    _build(preview)
    handler = functools.partial(_Handler, directory=str(preview.site), changes=changes)
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise EditionError(
            f"port {port} cannot be used ({error.strerror}); try --port 0."
        ) from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    click.echo(f"Serving {address} – stop with Ctrl+C.")
    if show:
        webbrowser.open(address)
    _follow(root, preview, changes, folders)


def _follow(root: Path, preview: Preview, changes: _Changes, folders: tuple[str, ...]) -> None:
    settings = [root / "_config.yml", root / "_toc.yml"]
    watched = [
        path for path in (*settings, *(root / folder for folder in folders)) if path.exists()
    ]
    for batch in watchfiles.watch(
        *watched, debounce=80, step=30, rust_timeout=2000, yield_on_timeout=True
    ):
        if not batch:
            continue
        if any(Path(path) in settings for _, path in batch):
            preview.restart()
        _build(preview)
        changes.tell()


def _build(preview: Preview) -> None:
    """Build, and say how long it took; a mistake is said and waited for."""
    started = time.perf_counter()
    try:
        said = preview.build()
    except (
        Exception
    ) as error:  # whatever a half-written file makes Sphinx raise, the preview goes on
        preview.restart()
        click.echo(f"Not built: {plain(str(error), 2_000)}", err=True)
        return
    for line in said:
        click.echo(f"| {plain(line, 2_000)}")
    click.echo(f"Built in {time.perf_counter() - started:.2f} s.")
