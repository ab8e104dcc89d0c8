"""What a person recognises a device by."""

import pytest

from secureflow.api.devices import device_of

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 "


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (CHROME + "Safari/537.36", "Chrome on Linux"),
        (CHROME + "Safari/537.36 Edg/141.0", "Edge on Linux"),
        (CHROME + "Safari/537.36 OPR/120.0", "Opera on Linux"),
        ("Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) CriOS/141.0 Safari/604", "Chrome on iPad"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605", "Safari on macOS"),
        ("Mozilla/5.0 (Linux; Android 16) Firefox/140.0", "Firefox on Android"),
        ("curl/8.14.1", "curl"),
        ("", "Unknown device"),
        ("<script>alert(1)</script>", "Unknown device"),
    ],
)
def test_a_device_in_a_few_words(sent: str, shown: str) -> None:
    assert device_of(sent) == shown
