"""Facts in a bucket: exported, counted, continued; what was fetched once is not fetched again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.db import connection
from moto.server import ThreadedMotoServer

from motcua.dossiers.models import Dossier
from motcua.law.refusal import Refused
from motcua.reports.engines import LIVE, export
from motcua.reports.engines.duck import DuckDB
from motcua.reports.engines.export import Result, export_from
from motcua.reports.engines.manifest import NAME, read_manifest
from motcua.reports.engines.places import Bucket, Folder, place_of
from motcua.reports.one_stop import one_stop
from motcua.reports.span import Span
from reports.histories import AFTERWARDS, PERIOD, history, put

pytestmark = pytest.mark.django_db
MONTHS = [history(f"2019-0{month}-05 08:00", f"2019-0{month}-15 08:00") for month in (1, 2, 3)]
SPAN = Span(PERIOD, PERIOD.end)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 of this process, and its address."""
    moto = ThreadedMotoServer(port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """A place in an empty bucket."""
    told = {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "ap-southeast-1",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    s3 = boto3.resource("s3", endpoint_url=server, region_name="ap-southeast-1")
    made = s3.create_bucket(Bucket="mot-cua", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
    place = place_of("s3://mot-cua/so-lieu/facts", tmp_path / "cache")
    assert isinstance(place, Bucket)
    yield place
    made.objects.all().delete()
    made.delete()


def _export(place: Bucket | Folder, **more: object) -> Result:
    return export_from(connection.connection, place, known_until=AFTERWARDS, **more)  # type: ignore[arg-type]


def test_an_export_to_a_bucket_counts_as_the_live_database(province: None, bucket: Bucket) -> None:
    put(MONTHS)
    done = _export(bucket)
    assert done.written == 3
    assert one_stop(SPAN, engine=DuckDB(bucket)).rows == one_stop(SPAN, engine=LIVE).rows
    assert one_stop(SPAN, engine=DuckDB(bucket)).total["total"] == 3


def test_only_the_changed_month_is_put_again_and_fetched_again(province: None, bucket: Bucket) -> None:
    rows = put(MONTHS)
    _export(bucket)
    one_stop(SPAN, engine=DuckDB(bucket))
    cached = {path.name: path.stat().st_mtime_ns for path in bucket.cache.rglob("*.parquet")}
    Dossier.objects.filter(pk=rows[1].pk).update(channel="online_full")
    assert _export(bucket).written == 1
    assert one_stop(SPAN, engine=DuckDB(bucket)).total["online"] == 1
    now = {path.name: path.stat().st_mtime_ns for path in bucket.cache.rglob("*.parquet")}
    assert len(now.keys() - cached.keys()) == 1
    assert {name: now[name] for name in cached} == cached


def test_an_interrupted_export_leaves_the_bucket_as_it_was_and_the_next_one_goes_on(
    province: None, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 1)
    put(MONTHS[:1])
    _export(bucket)
    put(MONTHS[1:])

    def broken(*told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _export(bucket, told=broken)
    assert one_stop(SPAN, engine=DuckDB(bucket)).total["total"] == 1
    assert _export(bucket).written == 1
    assert one_stop(SPAN, engine=DuckDB(bucket)).total["total"] == 3


def test_what_broke_off_in_the_middle_of_a_file_is_not_there(bucket: Bucket) -> None:
    with pytest.raises(KeyboardInterrupt), bucket.writing("report_facts/2019-03.half.parquet") as stream:
        stream.write(b"PAR1")
        raise KeyboardInterrupt
    assert bucket.names() == set()


def test_objects_that_nobody_lists_any_more_go_one_export_later(province: None, bucket: Bucket) -> None:
    (dossier,) = put(MONTHS[:1])
    files = []
    for commune in ("Phường 1", "Phường 2", "Phường 3"):
        Dossier.objects.filter(pk=dossier.pk).update(commune=commune)
        files += [part.file for part in _export(bucket).manifest.tables["report_facts"]]
    assert bucket.names() == {NAME, *files[1:]}


def test_an_empty_bucket_has_no_facts(bucket: Bucket) -> None:
    assert read_manifest(bucket) is None
    with pytest.raises(Refused) as refused:
        one_stop(SPAN, engine=DuckDB(bucket))
    assert refused.value.code == "no_facts"


@pytest.mark.parametrize("address", ["", "s3://", "ftp://may-chu/facts", "https://may-chu/facts"])
def test_an_address_that_is_no_place_is_refused_in_words(address: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        place_of(address, tmp_path)
    assert refused.value.field == "place"
