"""Conditional requests (RFC 9110): programs ask daily, and mostly nothing has changed."""

from datetime import UTC, date, timedelta
from email.utils import format_datetime

import pytest

from tests.feeds.reader import HOME, LINKS, Reader, Supplier
from tests.feeds.samples import NOW, calendar, pickup


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ("{etag}", 304),
        ("W/{etag}", 304),
        ("*", 304),
        ('"other", {etag}', 304),
        ('"other",W/{etag} , "third"', 304),
        ('"other"', 200),
        ('"other", "third"', 200),
        ("", 200),
        ("nonsense", 200),
        ('"', 200),
        ("{bare}", 200),
        (",,,", 200),
    ],
)
def test_known_tag_is_not_sent_again(reader: Reader, tags: str, status: int) -> None:
    """Weak tags and lists count, unquoted ones do not."""
    etag = reader.get().headers["ETag"]
    response = reader.get(if_none_match=tags.format(etag=etag, bare=etag.strip('"')))
    assert response.status_code == status
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert (response.content == b"") is (status == 304)


def test_tags_in_several_headers_are_one_list(reader: Reader) -> None:
    """RFC 9110 lets a program send the header twice."""
    etag = reader.get().headers["ETag"]
    headers = [("If-None-Match", '"other"'), ("If-None-Match", etag)]
    assert reader.http.get(LINKS.calendar_path(HOME), headers=headers).status_code == 304


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Sun, 22 Nov 2026 00:00:00 GMT", 304),
        ("Sun, 22 Nov 2026 00:00:01 GMT", 304),
        ("Sat, 21 Nov 2026 23:59:59 GMT", 200),
        ("Sunday, 22-Nov-26 00:00:00 GMT", 304),
        ("Sun Nov 22 00:00:00 2026", 304),
        ("Sat Nov 21 00:00:00 2026", 200),
        ("", 200),
        ("yesterday", 200),
        ("2026-11-22", 200),
        ("Sun, 99 Nov 2026 00:00:00 GMT", 200),
        ("Sun, 22 Nov 2026 25:00:00 GMT", 200),
        ("Sun, 22 Nov 99999999999999999999 00:00:00 GMT", 200),
        ("Sun, 22 Nov 0000 00:00:00 GMT", 200),
        ("-1", 200),
    ],
)
def test_unchanged_since_is_not_sent_again(reader: Reader, since: str, status: int) -> None:
    """All three forms of a date; what is none counts as not sent."""
    assert reader.get(if_modified_since=since).status_code == status


def test_tag_counts_before_date(reader: Reader) -> None:
    """A program that sends both knows by the tag; the date is for those that know no tags."""
    first = reader.get().headers
    new, old = first["Last-Modified"], "Thu, 01 Jan 1970 00:00:00 GMT"
    assert reader.get(if_none_match='"other"', if_modified_since=new).status_code == 200
    assert reader.get(if_none_match=first["ETag"], if_modified_since=old).status_code == 304


def test_head_is_conditional_too(reader: Reader) -> None:
    """Monitoring with a tag."""
    etag = reader.get().headers["ETag"]
    assert reader.http.head(LINKS.calendar_path(HOME), headers={"If-None-Match": etag}).status_code == 304


def test_change_reaches_programs_by_tag_and_by_date(reader: Reader, supplier: Supplier) -> None:
    """Both validators of the old feed are outdated when a date moves."""
    old = reader.get().headers
    supplier.answer = calendar([pickup("2026-12-05", moved_from=date(2026, 12, 4))])
    reader.world.now = NOW + timedelta(days=1)
    assert reader.get(if_none_match=old["ETag"]).status_code == 200
    new = reader.get(if_modified_since=old["Last-Modified"])
    assert new.status_code == 200
    assert new.headers["Last-Modified"] == format_datetime(reader.world.now.astimezone(UTC), usegmt=True)
    assert reader.get(if_modified_since=new.headers["Last-Modified"]).status_code == 304
