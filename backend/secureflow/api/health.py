"""GET /api/health and /api/health/ready: does it live, and can it work?"""

from flask import Response, current_app, jsonify

from secureflow import __version__
from secureflow.api.door import api
from secureflow.api.schemas.health import Health, Readiness
from secureflow.services import health as service


@api.output(Health)
def live() -> dict[str, str]:
    """Say that the process answers; touches nothing else."""
    return {"status": "ok", "version": __version__}


@api.output(Readiness)
@api.doc(responses={503: "Not ready; the checks say what to do."})
def ready() -> Response:
    """Say whether payments can be scored: database, migrations and model, without loading it.

    Versions, and what is unsafe, are told to operators, by /operator/status.
    """
    checks = service.checks(current_app.extensions["secureflow_models"].files)
    is_ready = all(check.ok for check in checks)
    answer = Readiness.model_validate(
        {
            "status": "ready" if is_ready else "not_ready",
            "checks": [{"name": c.name, "ok": c.ok, "detail": c.to_anybody} for c in checks],
        }
    )
    response = jsonify(answer.model_dump())
    response.status_code = 200 if is_ready else 503
    return response
