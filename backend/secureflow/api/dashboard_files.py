"""The built dashboard on the API's own port, for a start without nginx."""

from pathlib import Path

from apiflask import APIFlask
from flask import Response, send_from_directory

from secureflow.errors import NotFound

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; "
    "style-src 'self' 'sha256-nzTgYzXYDNe6BAHiiI7NNlfK8n/auuOAhh2t92YvuXo='; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
YEAR = 31_536_000


def register(app: APIFlask, folder: Path) -> None:
    """Serve the files of a folder; any other address outside /api gets index.html."""

    @app.doc(hide=True)
    def serve(path: str = "index.html") -> Response:
        if path == "api" or path.startswith("api/"):
            raise NotFound("There is nothing at this address.")
        is_hashed = path.startswith("static/")
        is_file = (folder / path).is_file()
        if is_hashed and not is_file:
            raise NotFound("There is nothing at this address.")
        response = send_from_directory(folder.resolve(), path if is_file else "index.html")
        response.headers["Content-Security-Policy"] = CONTENT_POLICY
        response.headers["Cache-Control"] = (
            f"public, max-age={YEAR}, immutable" if is_hashed else "no-cache"
        )
        return response

    app.add_url_rule("/", endpoint="dashboard_index", view_func=serve)
    app.add_url_rule("/<path:path>", endpoint="dashboard_file", view_func=serve)
