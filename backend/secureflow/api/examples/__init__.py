"""One request and one answer of every route, by the handler's name, and one of every error."""

from secureflow.api.examples import (
    dashboard,
    events,
    facts,
    feedback,
    identity,
    lists,
    model_reports,
    models,
    policies,
    previews,
    record,
    reviews,
    sample_data,
    scoring,
    shield,
    team,
    transactions,
)

EXAMPLES = (
    scoring.EXAMPLES
    | transactions.EXAMPLES
    | dashboard.EXAMPLES
    | identity.EXAMPLES
    | team.EXAMPLES
    | record.EXAMPLES
    | models.EXAMPLES
    | model_reports.EXAMPLES
    | feedback.EXAMPLES
    | facts.EXAMPLES
    | events.EXAMPLES
    | reviews.EXAMPLES
    | policies.EXAMPLES
    | lists.EXAMPLES
    | previews.EXAMPLES
    | shield.EXAMPLES
    | sample_data.EXAMPLES
)
