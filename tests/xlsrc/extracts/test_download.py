from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import httpx
import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.download import download
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "https://data.example.org/MPS%20Borough%20Level%20Crime.csv"


def client(*answers: httpx.Response | Exception) -> tuple[httpx.Client, list[httpx.Request]]:
    """A client that gives these answers in turn, and the requests that it was sent."""
    left, requests = list(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        given = left.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    return httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=True), requests


@pytest.fixture
def fetched(tmp_path: Path) -> Callable[..., bytes]:
    """The content of one download, kept in a folder of the test's own."""

    def content(*answers: httpx.Response | Exception) -> bytes:
        return download(ADDRESS, tmp_path, client=client(*answers)[0], pause=lambda _: None).content

    return content


def test_a_file_is_downloaded(fetched: Callable[..., bytes]) -> None:
    assert fetched(httpx.Response(200, content=b"a,b\n")) == b"a,b\n"


def test_a_file_is_named_by_its_address() -> None:
    found = download(ADDRESS, None, client=client(httpx.Response(200, content=b"x"))[0])

    assert found.name == "MPS Borough Level Crime.csv"


@pytest.mark.parametrize(
    "address", ["http://data.example.org/a.csv", "file:///etc/passwd", "a.csv"]
)
def test_only_encrypted_addresses_are_read(address: str) -> None:
    with pytest.raises(ExtractError, match="https:// was wanted"):
        download(address, None, client=client()[0])


def test_a_redirect_to_an_unencrypted_address_is_refused() -> None:
    answers = (
        httpx.Response(302, headers={"Location": "http://data.example.org/a.csv"}),
        httpx.Response(200, content=b"x"),
    )

    with pytest.raises(ExtractError, match="https:// was wanted"):
        download(ADDRESS, None, client=client(*answers)[0])


def test_a_file_over_the_limit_is_refused() -> None:
    answers = client(httpx.Response(200, content=b"x" * 11))[0]

    with pytest.raises(ExtractError, match="at most 10 bytes"):
        download(ADDRESS, None, client=answers, max_bytes=10)


@pytest.mark.parametrize("trouble", [httpx.Response(503), httpx.ConnectError("no route")])
def test_a_server_in_trouble_is_asked_again(
    fetched: Callable[..., bytes], trouble: httpx.Response | Exception
) -> None:
    assert fetched(trouble, trouble, httpx.Response(200, content=b"x")) == b"x"


def test_the_pauses_grow(tmp_path: Path) -> None:
    pauses: list[float] = []
    busy = client(*[httpx.Response(503)] * 4)[0]

    with pytest.raises(ExtractError, match="in 4 attempts"):
        download(ADDRESS, tmp_path, client=busy, pause=pauses.append)

    assert pauses == [1.0, 2.0, 4.0]


def test_a_file_that_is_not_there_is_not_asked_for_again(fetched: Callable[..., bytes]) -> None:
    with pytest.raises(ExtractError, match="found the answer 404 Not Found"):
        fetched(httpx.Response(404))


def test_a_copy_that_is_still_good_is_not_fetched_again(fetched: Callable[..., bytes]) -> None:
    fetched(httpx.Response(200, content=b"first", headers={"ETag": '"1"'}))

    assert fetched(httpx.Response(304)) == b"first"


def test_the_server_is_asked_whether_the_copy_is_still_good(tmp_path: Path) -> None:
    first = httpx.Response(200, content=b"first", headers={"ETag": '"1"'})
    download(ADDRESS, tmp_path, client=client(first)[0])
    again, requests = client(httpx.Response(304))

    download(ADDRESS, tmp_path, client=again)

    assert requests[0].headers["If-None-Match"] == '"1"'


def test_a_copy_that_was_altered_is_not_trusted(tmp_path: Path) -> None:
    first = httpx.Response(200, content=b"first", headers={"ETag": '"1"'})
    download(ADDRESS, tmp_path, client=client(first)[0])
    next(tmp_path.glob("*.bin")).write_bytes(b"altered")
    again, requests = client(httpx.Response(200, content=b"second"))

    download(ADDRESS, tmp_path, client=again)

    assert "If-None-Match" not in requests[0].headers


def test_without_a_connection_the_copy_stands_in_and_says_so(tmp_path: Path) -> None:
    download(ADDRESS, tmp_path, client=client(httpx.Response(200, content=b"first"))[0])
    silent = client(*[httpx.ConnectTimeout("timed out")] * 4)[0]

    found = download(ADDRESS, tmp_path, client=silent, pause=lambda _: None)

    assert (found.content, "the copy kept from before" in found.note) == (b"first", True)


def test_a_folder_s_sources_file_downloads_an_extract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = b"Group,SubGroup,BOCU,202511,202512\nTHEFT,SHOPLIFTING,Barnet,247,281\n"
    answers = httpx.MockTransport(lambda _: httpx.Response(200, content=release))
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=answers))
    (tmp_path / "sources.toml").write_text(f'[[download]]\naddress = "{ADDRESS}"\n')

    store = Store.open(tmp_path, cache=None)

    assert [one.file for one in store.extracts] == ["MPS Borough Level Crime.csv"]
