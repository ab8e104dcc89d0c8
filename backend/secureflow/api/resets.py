"""/api/auth/forgot and /api/auth/reset: a new password for whoever reads the account's mail."""

from secureflow.api.door import api
from secureflow.api.schemas.resets import Accepted, ForgotRequest, ResetRequest
from secureflow.services import password_resets as service


@api.input(ForgotRequest, arg_name="body")
@api.output(Accepted, status_code=202)
def forgot(body: ForgotRequest) -> dict[str, bool]:
    """Ask for a link by mail that sets a new password.

    The answer is the same whether or not there is such an account.
    """
    service.ask(body.email)
    return {"accepted": True}


@api.input(ResetRequest, arg_name="body")
@api.output({}, status_code=204)
def reset_password(body: ResetRequest) -> str:
    """Set a new password with the token of the link: it works once, for one hour.

    All sessions end. A second factor stays: the next sign-in asks for it as before.
    """
    service.use(body.token, body.password)
    return ""
