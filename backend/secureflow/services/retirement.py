"""After a release: merchants whose own model reads what is no longer made follow the base."""

from secureflow.db import models, tenancy
from secureflow.extensions import db
from secureflow.scoring.history.features import SCHEMA_HASH
from secureflow.services import registry

REASON = "this release makes other inputs than the model reads"


def retire_outdated() -> list[str]:
    """Have merchants follow the base model whose own one reads inputs of another release.

    Returns the versions that judge no more. Each merchant gets a model of its own again when it
    is trained on new payments; the old one still replays what it judged.
    """
    with tenancy.across_merchants():
        rows = [(row.merchant_id, row.version, row.schema_hash) for row in models.champions()]
    retired = [(owner, version) for owner, version, made_for in rows if made_for != SCHEMA_HASH]
    for merchant_id, version in retired:
        tenancy.bind(merchant_id)
        registry.change(merchant_id, "promoted", None, version, REASON)
        models.deactivate(merchant_id)
        db.session.commit()
    return [version for _, version in retired]
