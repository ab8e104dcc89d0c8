"""Pydantic's findings in our words: short, and to be read behind the name of the field."""

from pydantic_core import ErrorDetails

WORDS: dict[str, str] = {
    "missing": "is required",
    "model_type": "must be a JSON object",
    "model_attributes_type": "must be a JSON object",
    "dict_type": "must be a JSON object",
    "list_type": "must be a list",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "greater_than": "must be above {gt}",
    "less_than": "must be below {lt}",
    "finite_number": "must be a finite number",
    "decimal_type": "must be a number or a decimal as text",
    "decimal_parsing": "must be a number or a decimal as text",
    "decimal_max_places": "must have at most {decimal_places} decimal places",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_unicode": "must be valid Unicode text",
    "literal_error": "must be {expected}",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "ip_any_address": "must be an IPv4 or IPv6 address",
}
"""Pydantic's type of error to our words; its context fills the braces."""

FORMS: dict[str, str] = {
    "currency": "must be three letters of ISO 4217, such as USD",
    "country": "must be two letters of ISO 3166, such as GB",
    "card_bin": "must be the first six to eight digits",
    "email": "must be an e-mail address",
    "owner_email": "must be an e-mail address",
    "amount_min": "must be a decimal of at least 0",
    "amount_max": "must be a decimal of at least 0",
    "after": "must be the id of an event",
    "last_event_id": "must be the id of an event",
    "min": "must be a decimal of at least 0",
    "max": "must be a decimal of at least 0",
    "level": "must be levels parted by commas, such as high,critical",
    "search": "must be the query of an address, without ? and #",
    "text": "must not be blank",
    "fields": "must be names of fields parted by commas",
    "seen": "must be the `revision` of a policy",
    "idempotency_key": "must have 1 to 255 printable ASCII characters",
}
"""What a field with a pattern must look like."""


def in_words(error: ErrorDetails) -> str:
    """Return what is wrong, such as "must be at most 23"; Pydantic's own words for the rest."""
    if error["type"] == "string_pattern_mismatch":
        return FORMS[str(error["loc"][-1])]
    words = WORDS.get(error["type"])
    if words is None:
        return error["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    return words.format(**error.get("ctx", {}))
