"""Read Parquet: one record a row, a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.records.fields import missing_text
from corpus.types import Record, Refusal

_BATCH = 256  # rows; full articles are about 10 kB each


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each row, or why it has none; places count rows from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            problem = missing_text(list(file.schema_arrow.names), mapping=options.mapping)
            if problem:
                yield Refusal(str(path), problem)
                return
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in range(batch.num_rows):
                    number += 1
                    yield _article(batch, row, place=f"{path}#{number}", mapping=options.mapping)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as exc:  # the last: the name of a column is no text
        if isinstance(exc, OSError) and exc.errno is not None:
            raise
        told = str(exc).partition("\n")[0].rpartition("Exception: ")[2][:200]  # 'TProtocolException: Invalid data'
        yield Refusal(str(path), f"not readable as Parquet after row {number}: {told}")


def _article(batch: Any, row: int, *, place: str, mapping: Mapping[str, str]) -> Record:
    """Return the article of one row."""
    import pyarrow as pa

    record = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            value = column[row]
            if pa.types.is_timestamp(column.type):  # Python's datetime has no nanoseconds
                value = value.cast(pa.timestamp("us", column.type.tz), safe=False)
            record[name] = value.as_py()
        except UnicodeDecodeError:
            return Refusal(place, f'column "{name}" is not text')
        except ValueError as exc:
            return Refusal(place, f'column "{name}": {exc}')
    return article_from(record, place=place, mapping=mapping)
