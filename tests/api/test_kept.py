"""What costs much is made once in a while."""

from secureflow.api.kept import Kept


def test_an_answer_is_made_once_in_its_time() -> None:
    now = [0.0]
    kept, made = Kept(60.0, 2, clock=lambda: now[0]), []

    def answer(key: str) -> str:
        def make() -> dict[str, str]:
            made.append(key)
            return {"of": key}

        return str(kept.get(key, make)["of"])

    assert [answer("a"), answer("a"), answer("b")] == ["a", "a", "b"]
    assert made == ["a", "b"]
    now[0] = 60.0
    assert answer("a") == "a"
    assert made == ["a", "b", "a"]
    for key in ("c", "a", "b"):
        answer(key)
    assert made == ["a", "b", "a", "c", "b"]
