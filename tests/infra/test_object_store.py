"""Bundles in an object store: a server that speaks S3 over HTTP, and boto3 asking it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from secureflow import config
from secureflow.errors import Misconfigured, NotReady
from secureflow.infra import object_store
from secureflow.infra.bundles import BundleFiles
from secureflow.infra.object_store import ObjectStore
from tests.infra.stores import Store, store

DATA = bytes(range(256)) * 500
PATH = "/models/of/us/bundles/forest-1.npz"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store, and credentials for it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setattr(object_store, "TRIES", 1)
    with store() as running:
        yield running


def test_a_bundle_is_read_on_a_machine_that_did_not_write_it(server: Store, tmp_path: Path) -> None:
    BundleFiles(tmp_path / "one", ObjectStore(server.url)).write("forest-1", DATA)
    assert server.files == {PATH: DATA}
    other = BundleFiles(tmp_path / "two", ObjectStore(server.url))
    assert other.read("forest-1") == DATA
    assert other.path("forest-1").read_bytes() == DATA


def test_what_this_machine_has_is_not_asked_for_again(server: Store, tmp_path: Path) -> None:
    files = BundleFiles(tmp_path, ObjectStore(server.url))
    files.write("forest-1", DATA)
    assert files.read("forest-1") == DATA
    assert server.asked == [f"PUT {PATH}"]


def test_what_nobody_has_is_not_there(server: Store, tmp_path: Path) -> None:
    assert BundleFiles(tmp_path, ObjectStore(server.url)).read("forest-1") is None
    assert BundleFiles(tmp_path).read("forest-1") is None


def test_a_store_that_refuses_is_told_when_writing_and_passed_over_when_reading(
    server: Store, tmp_path: Path
) -> None:
    files = BundleFiles(tmp_path, ObjectStore(server.url))
    server.refusal = (403, "AccessDenied")
    with pytest.raises(NotReady, match=r"cannot be written to the object store: AccessDenied"):
        files.write("forest-1", DATA)
    assert not list(tmp_path.iterdir())
    assert files.read("forest-1") is None


def test_a_store_that_is_away_is_not_ready(server: Store) -> None:
    away = ObjectStore("s3://models?endpoint=http://127.0.0.1:9&region=auto")
    with pytest.raises(NotReady, match="EndpointConnectionError"):
        away.read("forest-1")


def test_a_store_without_credentials_is_not_ready(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(NotReady, match="NoCredentialsError"):
        ObjectStore(server.url).read("forest-1")


@pytest.mark.parametrize(
    ("url", "usable"),
    [
        ("s3://models", True),
        ("s3://models/of/us", True),
        ("s3://models?endpoint=https://fly.storage.tigris.dev&region=auto", True),
        ("s3://models?region=eu-west-1", True),
        ("https://models.s3.amazonaws.com", False),
        ("s3://models?endpoint=ftp://elsewhere", False),
        ("s3://", False),
    ],
)
def test_an_address_of_a_store_is_checked_at_start(url: str, usable: bool) -> None:
    environment = {
        "SECUREFLOW_ENV": "test",
        "DATABASE_URL": "postgresql://u@h/n",
        "JWT_SECRET": "x" * 32,
        "OBJECT_STORE_URL": url,
    }
    if usable:
        assert config.load(environment).object_store_url == url
    else:
        with pytest.raises(Misconfigured, match="OBJECT_STORE_URL"):
            config.load(environment)
