"""What tests of batches share: an S3-compatible server on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty bucket of an S3-compatible server."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    from fsspec.core import url_to_fs

    bucket = f"films-{port}"
    system, _ = url_to_fs(f"s3://{bucket}")
    system.clear_instance_cache()
    url_to_fs(f"s3://{bucket}")[0].mkdir(bucket)
    yield f"s3://{bucket}/night"
    server.stop()
    system.clear_instance_cache()
