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


def moved(to: str) -> httpx.Response:
    return httpx.Response(302, headers={"Location": to})


def test_a_redirect_is_followed(fetched: Callable[..., bytes]) -> None:
    end = httpx.Response(200, content=b"x")

    assert fetched(moved("/b.csv"), moved("https://x.org/c"), end) == b"x"


@pytest.mark.parametrize(
    ("to", "complaint"),
    [
        ("http://data.example.org/a.csv", "https:// was wanted"),
        ("HTTP://data.example.org/a.csv", "https:// was wanted"),
        ("ftp://data.example.org/a.csv", "https:// was wanted"),
        ("https://me:hunter2@data.example.org/a.csv", "without a user name and password"),
    ],
)
def test_an_unsafe_redirect_is_refused_before_it_is_asked(to: str, complaint: str) -> None:
    between = "https://data.example.org/next"
    safe, requests = client(moved(between), moved(to), httpx.Response(200, content=b"x"))

    with pytest.raises(ExtractError, match=complaint) as refused:
        download(ADDRESS, None, client=safe)

    assert [str(one.url) for one in requests] == [ADDRESS, between]
    assert "hunter2" not in str(refused.value)


def test_redirects_without_an_end_are_refused() -> None:
    round_and_round, requests = client(*[moved(ADDRESS) for _ in range(20)])

    with pytest.raises(ExtractError, match="more than 10 redirects"):
        download(ADDRESS, None, client=round_and_round)

    assert len(requests) == 11


@pytest.mark.parametrize(
    "address",
    [
        "https://me:hunter2@example.org/a.csv",
        "https://hunter2@example.org/a.csv",
        "http://me:hunter2@example.org/a.csv",
        "me:hunter2@example.org/a.csv",
        "https:/me:hunter2@example.org/a.csv",
        "https://me:hunter2/x@example.org/a.csv",
        "https://me:hunter2?x@example.org/a.csv",
        "https://me:hunter2#x@example.org/a.csv",
        "https://me:hunter2@[example.org/a.csv",
        "ftp://example.org/a.csv?token=hunter2",
    ],
)
def test_no_refusal_repeats_a_password(tmp_path: Path, address: str) -> None:
    (tmp_path / "sources.toml").write_text(f'[[download]]\naddress = "{address}"\n')
    told: list[str] = []

    store = Store.open(tmp_path, cache=None, progress=told.append)

    assert "was wanted; found" in store.faults[0]
    assert not any("hunter2" in text for text in (*store.faults, *told))


@pytest.mark.parametrize(
    "address", ["https://x:y/a.csv", "https://[x/a.csv", "https://x:99999/a", "https://x/\n"]
)
def test_an_address_that_cannot_be_read_is_told(address: str) -> None:
    with pytest.raises(ExtractError, match=r"an address such as .* was wanted"):
        download(address, None, client=client()[0])


def test_a_token_is_sent_but_neither_printed_nor_kept(tmp_path: Path) -> None:
    address = f"{ADDRESS}?token=hunter2"
    good, requests = client(httpx.Response(200, content=b"x"))
    silent = client(*[httpx.ReadError("")] * 4)[0]

    download(address, tmp_path, client=good)
    away = download(address, tmp_path, client=silent, pause=lambda _: None)
    with pytest.raises(ExtractError) as refused:
        download(address, None, client=client(httpx.Response(404))[0])

    kept = next(tmp_path.glob("*.json")).read_text()
    assert str(requests[0].url) == address
    assert not any("hunter2" in text for text in (away.note, str(refused.value), kept))


def test_an_answer_that_cannot_be_unpacked_is_told() -> None:
    bad = [
        httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"words"))
        for _ in range(4)
    ]

    with pytest.raises(ExtractError, match="in 4 attempts"):
        download(ADDRESS, None, client=client(*bad)[0], pause=lambda _: None)


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
