"""Which role and which scope of a key may call which kind of route: the one visible table."""

from dataclasses import dataclass
from typing import Literal

May = Literal[
    "anyone",
    "personal",
    "known",
    "member",
    "read",
    "score",
    "feedback",
    "judge",
    "manage",
    "administer",
    "own",
    "operate",
]
Role = Literal["viewer", "reviewer", "admin", "owner", "operator"]
Scope = Literal["score", "read", "feedback", "manage"]

NOBODY: frozenset[Role] = frozenset()
OWNERS: frozenset[Role] = frozenset({"owner"})
ADMINS: frozenset[Role] = OWNERS | {"admin"}
REVIEWERS: frozenset[Role] = ADMINS | {"reviewer"}
MEMBERS: frozenset[Role] = REVIEWERS | {"viewer"}
OPERATORS: frozenset[Role] = frozenset({"operator"})


@dataclass(frozen=True, slots=True)
class Access:
    """Who may: these roles of people, and keys with this scope; ``is_open`` asks for nobody."""

    roles: frozenset[Role]
    scope: Scope | None = None
    is_open: bool = False


ACCESS: dict[May, Access] = {
    "anyone": Access(NOBODY, is_open=True),
    # A person's own account: password, second factor, sessions.
    "personal": Access(MEMBERS | OPERATORS),
    # Whoever calls, about themselves.
    "known": Access(MEMBERS | OPERATORS, "read"),
    # The team sees its own people; no key does.
    "member": Access(MEMBERS),
    "read": Access(MEMBERS, "read"),
    "score": Access(REVIEWERS, "score"),
    "feedback": Access(REVIEWERS, "feedback"),
    # What only somebody can who has the order before their eyes.
    "judge": Access(REVIEWERS),
    # The merchant's records and settings.
    "manage": Access(ADMINS, "manage"),
    # Who gets in: people and new keys. A key that could make another one, or invite somebody,
    # would be worth more than its scopes say.
    "administer": Access(ADMINS),
    # What only the owner of the data decides: retention, erasure.
    "own": Access(OWNERS),
    # The platform, outside all merchants.
    "operate": Access(OPERATORS),
}

SCOPES: tuple[Scope, ...] = ("score", "read", "feedback", "manage")
ROLES: tuple[Role, ...] = ("viewer", "reviewer", "admin", "owner")
"""Of a merchant's people, the least first."""


def scopes_of_role(role: str) -> frozenset[Scope]:
    """Return the scopes that a person of this role has without a key."""
    return frozenset(
        access.scope for access in ACCESS.values() if access.scope and role in access.roles
    )
