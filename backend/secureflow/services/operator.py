"""What the platform's operators do: merchants, counted and made."""

from sqlalchemy.exc import IntegrityError

from secureflow.db import accounts, platform, tenancy
from secureflow.db.accounts import Operator, UserRow
from secureflow.db.platform import MerchantCounts
from secureflow.errors import Conflict
from secureflow.extensions import db
from secureflow.infra.mail import need_address
from secureflow.services import audit, invitations, passwords
from secureflow.services.accounts import add_merchant
from secureflow.services.invitations import Inviting


def create_merchant(
    who: Operator, name: str, currency: str, time_zone: str, owner_email: str
) -> MerchantCounts:
    """Return a new merchant whose owner is invited; InvalidInput names a bad field.

    From here on the session is bound to no merchant again.
    """
    merchant = add_merchant(name, currency, time_zone)
    invitations.add(Inviting(merchant.id, name, who.name), owner_email, "owner")
    counts = platform.merchant(merchant.id)
    db.session.commit()
    tenancy.bind(None)
    return counts


def create_operator(email: str, name: str, password: str) -> UserRow:
    """Return a new operator of the platform, who belongs to no merchant."""
    need_address(email)
    passwords.check(password, [email, name])
    password_hash = passwords.hashed(password)
    # On the record of the platform, which no merchant sees.
    tenancy.bind(None)
    try:
        with tenancy.across_merchants():
            user = accounts.add_user(None, email, name, "operator", password_hash)
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(f"email: {email} has an account already", field="email") from error
    audit.record("operator.created", f"user:{user.id}", after={"email": user.email, "name": name})
    db.session.commit()
    return user
