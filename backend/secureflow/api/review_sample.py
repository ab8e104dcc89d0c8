"""/api/review-sample: which share of decided payments a person is shown all the same."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.feedback import ReviewSample, ReviewSampleRequest
from secureflow.domain import Watch
from secureflow.services import review_sample as service
from secureflow.services.review_sample import Shares


@api.output(ReviewSample)
def get_review_sample() -> dict[str, Any]:
    """Return which share of the payments decided without them your reviewers are shown."""
    return _shown(caller().watch)


@api.input(ReviewSampleRequest, arg_name="body")
@api.output(ReviewSample)
def change_review_sample(body: ReviewSampleRequest) -> dict[str, Any]:
    """Choose which share of the payments decided without them your reviewers are shown.

    Without a sample by chance nobody knows what is missed. What was chosen before stays chosen.
    """
    return _shown(service.change(caller(), Shares(**body.model_dump())))


def _shown(watch: Watch) -> dict[str, Any]:
    return {
        "sample_share": watch.sample_share,
        "close_call_share": watch.close_call_share,
        "close_call_line": watch.close_call_line,
    }
